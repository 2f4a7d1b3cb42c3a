package org.penumbra.lang;

import java.util.List;
import org.penumbra.core.Problem.Severity;
import org.penumbra.core.Problem;

/** Everything that reading a file can find wrong. Codes are stable: people search for them and tools filter by them. */
public enum LanguageProblem {
    /** The file is missing, a folder, unreadable, or not UTF-8 text. */
    UNREADABLE_FILE(1000, Severity.ERROR),
    /** The text is not a script; only the first such place of a file is reported. */
    SYNTAX(1001, Severity.ERROR),
    /** Expressions or blocks are nested deeper than can be read. */
    TOO_DEEP(1002, Severity.ERROR),

    /** A name that no data, site, value, index or parameter has. */
    UNKNOWN_VARIABLE(1101, Severity.ERROR),
    /** A call after {@code ~} of something that no installed bundle contributes. */
    UNKNOWN_DISTRIBUTION(1102, Severity.ERROR),
    /** A call of something that is neither built in nor declared in the file. */
    UNKNOWN_FUNCTION(1103, Severity.ERROR),
    /** {@code infer ... of} or {@code guide ... for} something that is not a model of the file. */
    UNKNOWN_MODEL(1104, Severity.ERROR),
    /** A site or value is used before the statement that declares it. */
    USED_BEFORE_DECLARATION(1105, Severity.ERROR),
    /** The index of a plate or for loop is used outside of it. */
    INDEX_OUTSIDE(1106, Severity.ERROR),
    /** A name is declared twice where it must be unique. */
    DUPLICATE_NAME(1107, Severity.ERROR),
    /** Data, or a parameter of a model, that nothing uses. */
    UNUSED_DATA(1108, Severity.WARNING),
    /** A model in which there is nothing to infer. */
    NO_LATENT(1109, Severity.WARNING),
    /** A parameter of a model that cannot be optimised, or that starts at a value that is not known from the data. */
    MODEL_PARAMETER(1117, Severity.ERROR),
    /** A value that needs itself. */
    SELF_REFERENCE(1110, Severity.ERROR),
    /** A type that the language does not have, or with wrong bounds or extents. */
    WRONG_TYPE(1111, Severity.ERROR),
    /** An annotation that the language does not have. */
    UNKNOWN_ANNOTATION(1112, Severity.ERROR),
    /** A statement where it has no meaning, such as {@code return} in a model. */
    MISPLACED_STATEMENT(1113, Severity.ERROR),
    /** A distribution where a value is expected, or a function where a distribution is. */
    DISTRIBUTION_AS_VALUE(1114, Severity.ERROR),
    /** A local value of a plate or for loop is used outside of it. */
    LOCAL_OUTSIDE(1115, Severity.ERROR),
    /** A function whose value needs the function itself. */
    RECURSIVE_FUNCTION(1116, Severity.ERROR),
    /** A layer that no installed bundle contributes. */
    UNKNOWN_LAYER(1118, Severity.ERROR),
    /** A result that a network does not have, or several used as one value. */
    UNKNOWN_RESULT(1119, Severity.ERROR),
    /** A value in a network that leads to no result. */
    UNUSED_LAYER(1120, Severity.WARNING),

    /** Parameters of a distribution that fit none of its signatures. */
    WRONG_PARAMETERS(1201, Severity.ERROR),
    /** Arguments of a function that fit it not. */
    WRONG_ARGUMENTS(1202, Severity.ERROR),
    /** Two shapes that do not broadcast, or a value whose shape is not the one needed. */
    SHAPE_MISMATCH(1203, Severity.ERROR),
    /** A truth value, number or text where another is needed. */
    ELEMENT_MISMATCH(1204, Severity.ERROR),
    /** More subscripts than axes, or a subscript that is no integer. */
    WRONG_SUBSCRIPT(1205, Severity.ERROR),
    /** A subscript that provably leaves its axis. */
    INDEX_OUT_OF_RANGE(1206, Severity.ERROR),
    /** A bound of a plate or for loop that is no integer, or not known from the data. */
    RANGE_NOT_INTEGER(1207, Severity.ERROR),
    /** Arguments or inputs that a layer has no use for. */
    LAYER_MISUSE(1208, Severity.ERROR),
    /** A network that does not come to the results that it declares. */
    NETWORK_RESULT(1209, Severity.ERROR),

    /** A parameter that is provably outside of what the distribution allows, such as a negative scale. */
    OUTSIDE_SUPPORT(1301, Severity.ERROR),
    /** A parameter that can leave what the distribution allows. */
    MAY_LEAVE_SUPPORT(1302, Severity.WARNING),
    /** Data whose declared type and whose distribution have no value in common, or integers observed as reals. */
    DATA_OUTSIDE_SUPPORT(1303, Severity.ERROR),
    /** A latent site whose declared type cuts its distribution. */
    TYPE_CUTS_DISTRIBUTION(1304, Severity.WARNING),
    /** A discrete latent site whose values have no end that is known from the data, so that none can sum over them. */
    NOT_ENUMERABLE(1305, Severity.ERROR),
    /** {@code @noncentered} where there is no location and scale to take out. */
    NOT_LOCATION_SCALE(1306, Severity.ERROR),
    /** A latent site whose declared type and whose distribution have no value in common, or not of one kind. */
    TYPE_CONTRADICTS(1307, Severity.ERROR),
    /** A step between a continuous latent site and the density, behind which the gradient sees nothing. */
    NOT_DIFFERENTIABLE(1308, Severity.WARNING),

    /** An algorithm, guide, objective or optimizer that nothing installed contributes. */
    UNKNOWN_COMPONENT(1401, Severity.ERROR),
    /** An option that the chosen component does not have, or that is given twice. */
    UNKNOWN_OPTION(1402, Severity.ERROR),
    /** An option with a value of the wrong type or out of bounds. */
    WRONG_OPTION_VALUE(1403, Severity.ERROR),
    /** A setting that a run can have once only. */
    DUPLICATE_SETTING(1404, Severity.ERROR),
    /** A binding of something that is not data of the model, or twice. */
    WRONG_BINDING(1405, Severity.ERROR),
    /** A way of treating missing values that does not exist. */
    UNKNOWN_MISSING_POLICY(1406, Severity.ERROR),
    /** A plate to subsample, or a site to intervene on, that the model does not have. */
    UNKNOWN_TARGET(1407, Severity.ERROR),
    /** A {@code do} or {@code condition} whose variable cannot be set, or not to that value. */
    WRONG_INTERVENTION(1408, Severity.ERROR),

    /** A latent site of the model that its guide does not draw. */
    GUIDE_LACKS_SITE(1501, Severity.ERROR),
    /** Something that a guide draws although the model does not infer it. */
    GUIDE_DRAWS_OTHER(1502, Severity.ERROR),
    /** A site that a guide draws twice. */
    GUIDE_REPEATS_SITE(1503, Severity.ERROR),
    /** A site with another shape in the guide than in the model. */
    GUIDE_SHAPE(1504, Severity.ERROR),
    /** A site that the guide draws from values that the model does not allow. */
    GUIDE_SUPPORT(1505, Severity.ERROR),
    /** A run with a guide block for another model. */
    GUIDE_OF_OTHER_MODEL(1506, Severity.ERROR),
    /** A guide block with the name of an installed guide; the block is used. */
    GUIDE_HIDES_INSTALLED(1507, Severity.WARNING),
    /** A parameter of a guide that cannot be optimised: whole numbers, or one for each iteration of a loop. */
    GUIDE_PARAMETER(1508, Severity.ERROR),

    /** Part of the language, but not compiled yet; an error where it would be run, otherwise a note. */
    NOT_COMPILED(1900, Severity.ERROR);

    private final int number;
    private final Severity severity;

    LanguageProblem(int number, Severity severity) {
        this.number = number;
        this.severity = severity;
    }

    /** {@code PEN-1001} and so on. */
    public String code() {
        return "PEN-" + number;
    }

    /** How bad it is unless the place says otherwise. */
    public Severity severity() {
        return severity;
    }

    /** A problem of this kind. */
    public Problem problem(String message) {
        return problem(severity, message);
    }

    /** A problem of this kind with a severity of its own. */
    public Problem problem(Severity ownSeverity, String message) {
        return new Problem(code(), ownSeverity, message, "", null, null, List.of());
    }
}
