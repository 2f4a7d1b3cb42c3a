package org.penumbra.visualization;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.emf.common.util.EList;
import org.penumbra.model.Argument;
import org.penumbra.model.Assign;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Expression;
import org.penumbra.model.Factor;
import org.penumbra.model.IndexVariable;
import org.penumbra.model.Loop;
import org.penumbra.model.Model;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.PenumbraFactory;
import org.penumbra.model.Plate;
import org.penumbra.model.Sample;
import org.penumbra.model.Statement;
import org.penumbra.model.Type;
import org.penumbra.model.Variable;

/** Builds models from text for these tests, which must not use the language bundle: statements only, no checks. */
final class ModelText {

    static final PenumbraFactory FACTORY = PenumbraFactory.eINSTANCE;
    private static final Pattern TOKEN = Pattern.compile(
            "\\d+(\\.\\d+)?([eE]-?\\d+)?|\\w+|\\.\\.|\\|\\||&&|[=!<>]=|//[^\\n]*|[^\\s]");

    private final List<String> tokens;
    private final Map<String, Variable> variables = new HashMap<>();
    private final ExpressionText expressions = new ExpressionText(this);
    private int next;

    private ModelText(String text) {
        tokens = TOKEN.matcher(text).results().map(MatchResult::group).filter(token -> !token.startsWith("//"))
                .toList();
    }

    static Model model(String text) {
        ModelText reader = new ModelText(text);
        reader.expect("model");
        Model model = FACTORY.createModel();
        model.setName(reader.take());
        reader.block(model.getStatements());
        return model;
    }

    static Expression expression(String text) {
        return new ModelText(text).expressions.read();
    }

    String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    String take() {
        return tokens.get(next++);
    }

    boolean accept(String token) {
        if (peek().equals(token)) {
            next++;
            return true;
        }
        return false;
    }

    void expect(String token) {
        if (!accept(token)) {
            throw new IllegalArgumentException("expected " + token + ", found " + peek() + " at token " + next);
        }
    }

    boolean looksAt(int ahead, String token) {
        return next + ahead < tokens.size() && tokens.get(next + ahead).equals(token);
    }

    /** An unknown name becomes an unlinked variable, as after a linking error. */
    Variable variable(String name) {
        return variables.get(name);
    }

    private void block(EList<Statement> statements) {
        expect("{");
        while (!accept("}")) {
            statements.add(statement());
        }
    }

    private Statement statement() {
        return switch (peek()) {
            case "data" -> data();
            case "param" -> param();
            case "plate" -> loop(FACTORY.createPlate());
            case "for" -> loop(FACTORY.createFor());
            case "factor" -> factor();
            default -> named();
        };
    }

    private Statement param() {
        expect("param");
        ParamDeclaration param = FACTORY.createParamDeclaration();
        param.setName(take());
        variables.put(param.getName(), param);
        expect(":");
        param.setType(type());
        if (accept("=")) {
            param.setValue(expressions.read());
        }
        return param;
    }

    private Statement data() {
        expect("data");
        DataDeclaration data = FACTORY.createDataDeclaration();
        data.setName(take());
        variables.put(data.getName(), data);
        expect(":");
        data.setType(type());
        return data;
    }

    private Type type() {
        Type type = FACTORY.createType();
        type.setName(take());
        if (accept("(")) {
            arguments(type.getArguments());
        }
        if (accept("[")) {
            list(type.getDimensions(), "]");
        }
        return type;
    }

    void arguments(EList<Argument> arguments) {
        while (!accept(")")) {
            Argument argument = FACTORY.createArgument();
            if (looksAt(1, "=")) {
                argument.setName(take());
                expect("=");
            }
            argument.setValue(expressions.read());
            arguments.add(argument);
            accept(",");
        }
    }

    void list(EList<Expression> elements, String close) {
        while (!accept(close)) {
            elements.add(expressions.read());
            accept(",");
        }
    }

    private Statement loop(Loop loop) {
        take();
        if (loop instanceof Plate plate && looksAt(1, ":")) {
            plate.setLabel(take());
            expect(":");
        }
        IndexVariable index = FACTORY.createIndexVariable();
        index.setName(take());
        Variable shadowed = variables.put(index.getName(), index);
        loop.setIndex(index);
        expect("in");
        loop.setFrom(expressions.read());
        expect("..");
        loop.setTo(expressions.read());
        block(loop.getStatements());
        variables.put(index.getName(), shadowed);
        return loop;
    }

    private Statement factor() {
        expect("factor");
        Factor factor = FACTORY.createFactor();
        factor.setValue(expressions.read());
        return factor;
    }

    private Statement named() {
        boolean deterministic = accept("deterministic");
        Sample sample = FACTORY.createSample();
        sample.setName(take());
        if (accept("[")) {
            list(sample.getIndices(), "]");
        }
        if (accept(":")) {
            sample.setType(type());
        }
        if (accept("~")) {
            variables.putIfAbsent(sample.getName(), sample);
            sample.setDistribution(expressions.read());
            return sample;
        }
        return assign(sample, deterministic);
    }

    private Assign assign(Sample left, boolean deterministic) {
        expect("=");
        Assign assign = FACTORY.createAssign();
        assign.setName(left.getName());
        assign.setDeterministic(deterministic);
        assign.getIndices().addAll(left.getIndices());
        assign.setType(left.getType());
        variables.putIfAbsent(assign.getName(), assign);
        assign.setValue(expressions.read());
        return assign;
    }
}
