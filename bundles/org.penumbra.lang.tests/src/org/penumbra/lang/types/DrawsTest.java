package org.penumbra.lang.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.xtext.parser.IParseResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.core.Problem;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.lang.link.Linker;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.lang.text.ScriptParser;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.Model;
import org.penumbra.model.Sample;
import org.penumbra.model.Script;
import org.penumbra.model.Statement;

/** Shapes of what distributions draw, with parameters that are vectors and matrices, alone and repeated. */
class DrawsTest {

    private static final ScriptParser PARSER = new ScriptParser();
    private static final String DATA = """
            data n : int(min = 1)  data k : int(min = 1)  data m : int
            data a : real[k]  data A : real[n, k]  data S : cov[k]  data T : real[n, k, k]  data r : real
            data b : real[m]
            """;

    private static final DistributionCatalog NONE = new DistributionCatalog() {
        @Override
        public Optional<DistributionEntry> find(String name) {
            return Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    };

    /** Rules are those of the distributions; the arguments are in the order of their parameters. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            D(concentration[k]) : [k]                   | a           | scalar | [k]
            D(concentration[k]) : [k]                   | A           | [n]    | [k]
            D(concentration[k]) : [k]                   | [1, 1, r]   | scalar | [3]
            D(loc[k], covariance[k, k]) : [k]           | a, S        | scalar | [k]
            D(loc[k], covariance[k, k]) : [k]           | A, S        | [n]    | [k]
            D(loc[k], covariance[k, k]) : [k]           | A, T        | [n]    | [k]
            D(df, loc[k], covariance[k, k]) : [k]       | 4, a, T     | [n]    | [k]
            D(loc[k], factor[k, r], diag[k]) : [k]      | a, S, a     | scalar | [k]
            D(dim, concentration) : [dim, dim]          | k, 2        | scalar | [k, k]
            D(dim, concentration) : [dim, dim]          | 3, 2        | scalar | [3, 3]
            D(total, probs[k]) : [k]                    | 10, a       | scalar | [k]
            D(predictor, cutpoints[k])                  | r, a        | scalar | scalar
            D(predictor, cutpoints[k])                  | b, a        | [m]    | scalar
            D(scale, steps) : [steps]                   | r, n + 1    | scalar | [n + 1]
            D(initial[k], transition[k, k], loc[k]) : [t] | a, S, a   | scalar | [?]
            """)
    void batchAndEvent(String rule, String arguments, String batch, String event) {
        Report report = new Report(new Places("test"));
        Draws.Drawn drawn = draw(rule, arguments, report);
        assertEquals(List.of(), report.sorted());
        assertEquals(batch + " " + event, drawn.batch() + " " + drawn.event());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            D(loc[k], covariance[k, k]) : [k] | r, S | Expected the parameter 'loc' of D to be a vector, found scalar.
            D(loc[k], covariance[k, k]) : [k] | a, a | Expected the parameter 'covariance' of D to be a matrix, \
            found [k] (from 'a', line 3).
            D(loc[k], covariance[k, k]) : [k] | b, S | Expected D(loc[k], covariance[k, k]), found [m] (from 'b', \
            line 4) and [k, k] (from 'S', line 3).
            """)
    void contradictions(String rule, String arguments, String message) {
        Report report = new Report(new Places("test"));
        assertEquals(Shape.UNKNOWN, draw(rule, arguments, report).whole());
        assertEquals(List.of(message.replaceAll("\\s+", " ")), report.sorted().stream().map(Problem::message).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            D(loc[k], covariance[k, k]) : [k] | A, [[[1, 0], [0, 1]], [[1, 0], [0, 1]], [[1, 0], [0, 1]]] | 0
            D(loc, scale)                     | a, b | 2
            """)
    void whatDoesNotBroadcastIsKept(String rule, String arguments, int clash) {
        assertEquals(clash, draw(rule, arguments, new Report(new Places("test"))).clash().size());
    }

    private static Draws.Drawn draw(String text, String arguments, Report report) {
        IParseResult parsed = PARSER.parse("model M {\n" + DATA + " probe ~ D(" + arguments + ") }");
        Script script = (Script) parsed.getRootASTElement();
        Linker.link(script, parsed.getRootNode());
        List<Statement> statements = ((Model) script.getDeclarations().get(0)).getStatements();
        Call call = (Call) ((Sample) statements.get(statements.size() - 1)).getDistribution();
        ShapeRule rule = ShapeRule.parse(text);
        Map<String, Expression> bound = new LinkedHashMap<>();
        List<Expression> values = call.getArguments().stream().map(Argument::getValue).toList();
        for (int i = 0; i < values.size(); i++) {
            bound.put(rule.parameters().get(i), values.get(i));
        }
        Signature signature = new Signature(rule.parameters().stream()
                .map(name -> new Signature.Parameter(name, Support.REAL, "", null)).toList(), Support.REAL, false, "",
                "", () -> null);
        Typing typing = new Typing(report, new Distributions(NONE, report));
        return new Draws(typing, report).of(new Distributions.Resolved(
                new DistributionEntry("D", "", "", List.of(signature)), signature, bound, rule, null), call);
    }
}
