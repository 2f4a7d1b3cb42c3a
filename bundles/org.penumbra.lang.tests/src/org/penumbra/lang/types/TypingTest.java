package org.penumbra.lang.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.xtext.parser.IParseResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.lang.link.Linker;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.lang.text.ScriptParser;
import org.penumbra.model.Assign;
import org.penumbra.model.Model;
import org.penumbra.model.Script;
import org.penumbra.model.Statement;

/** Types, shapes and bounds of expressions. */
class TypingTest {

    private static final ScriptParser PARSER = new ScriptParser();

    private static final String DECLARATIONS = """
            data n : int(min = 1)  data m : int  data k : int(min = 1, max = 3)[n]
            data x : real[n]  data X : real[n, m]  data u : unit[n]  data w : interval(-1, 2)  data b : bool
            data C : cov[m]  data S : simplex[m, n]  data r : real
            s : positive ~ Any(x[1])
            z ~ Any(0)
            v ~ Any(x)
            h ~ Between(1, 3)
            plate i in 1..n { t[i] ~ Any(0)  local ~ Any(x)  q[i] = x[i]^2 }
            plate i in 1..n { theta[i] : simplex[m] ~ Any(0) }
            plate i in 1..n { plate j in 2..m { g[i, j] ~ Any(x) } }
            """;

    private static final DistributionCatalog CATALOG = new DistributionCatalog() {
        @Override
        public Optional<DistributionEntry> find(String name) {
            return names().contains(name) ? Optional.of(name.equals("Any") ? entry(name, "real", "loc")
                    : entry(name, "interval(low, high)", "low", "high")) : Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of("Any", "Between");
        }
    };

    private static DistributionEntry entry(String name, String support, String... parameters) {
        List<Signature.Parameter> list = Arrays.stream(parameters)
                .map(parameter -> new Signature.Parameter(parameter, Support.REAL, "", null)).toList();
        return new DistributionEntry(name, "", "", List.of(new Signature(list, Support.parse(support), false, "", "",
                () -> null)));
    }

    private static ValueType type(String expression) {
        IParseResult parsed = PARSER.parse("model M { " + DECLARATIONS + " probe = " + expression + " }");
        assertEquals(false, parsed.hasSyntaxErrors(), expression);
        Script script = (Script) parsed.getRootASTElement();
        Linker.link(script, parsed.getRootNode());
        Report report = new Report(new Places("test"));
        List<Statement> statements = ((Model) script.getDeclarations().get(0)).getStatements();
        ValueType type = new Typing(report, new Distributions(CATALOG, report))
                .of(((Assign) statements.get(statements.size() - 1)).getValue());
        assertEquals(List.of(), report.sorted(), expression);
        return type;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1                   | int
            1.0                 | real
            x                   | real[n]
            k                   | int[n]
            X                   | real[n, m]
            C                   | real[m, m]
            S                   | real[n, m]
            x + 1               | real[n]
            k + 1               | int[n]
            k / 2               | real[n]
            k * 0.5             | real[n]
            b + b               | int
            b && x[1] > 0       | bool
            x > 0               | bool[n]
            !(x > 0)            | bool[n]
            -k                  | int[n]
            X + ones(m)         | real[n, m]
            ones(n, 1) * ones(m) | real[n, m]
            X'                  | real[m, n]
            X @ ones(m)         | real[n]
            X' @ X              | real[m, m]
            x @ x               | real
            X[1]                | real[m]
            X[, 2]              | real[n]
            X[1, 2]             | real
            X[2..n]             | real[n - 1, m]
            X[1..2, ]           | real[2, m]
            x[k]                | real[n]
            X[k, 1]             | real[n]
            x[2..n] - x[1..n-1] | real[n - 1]
            sum(X)              | real
            sum(k)              | int
            mean(k)             | real
            max(x)              | real
            max(x, 0)           | real[n]
            min(k, 2)           | int[n]
            dot(x, x)           | real
            exp(k)              | real[n]
            floor(x)            | int[n]
            softmax(x)          | real[n]
            size(X)             | int
            zeros(n, 2 * m)     | real[n, 2 * m]
            rep(0, m)           | int[m]
            identity(m)         | real[m, m]
            [1, 2]              | int[2]
            [1, 2.5]            | real[2]
            [x, x]              | real[2, n]
            if b then x else 0  | real[n]
            if x > 0 then 1 else 2 | int[n]
            s                   | real
            z                   | real
            v                   | real[n]
            t                   | real[n]
            t[1]                | real
            local               | real[n, n]
            q                   | real[n]
            g                   | real[n, m, n]
            g[1, 2]             | real[n]
            cholesky(C)         | real[m, m]
            solve(C, ones(m))   | real[m]
            solve(C, X')        | real[m, n]
            solveLower(C, ones(m, 3)) | real[m, 3]
            inverse(C)          | real[m, m]
            det(C) + logDet(C)  | real
            quadForm(C, ones(m)) | real
            quadForm(C, X')     | real[n, n]
            eigenvalues(C)      | real[m]
            trace(C)            | real
            diag(C)             | real[m]
            diagMatrix(x)       | real[n, n]
            identity(2 * m + 1) | real[2 * m + 1, 2 * m + 1]
            linspace(0, 1, m)   | real[m]
            outer(x, ones(m))   | real[n, m]
            append(x, x, 1)     | real[2 * n + 1]
            append(X, X)        | real[2 * n, m]
            append(1, 2)        | int[2]
            appendColumns(x, X) | real[n, m + 1]
            cumsum(k)           | int[n]
            reverse(X)          | real[n, m]
            logMix(u, x)        | real
            logMix(u, x, 0)     | real[n]
            expQuad(x, 1, 2)    | real[n, n]
            matern32(X, 1, 2)   | real[n, n]
            matern52(x, ones(m), 1, 2) | real[n, m]
            periodic(x, 1, 2, 7) | real[n, n]
            rows(X) + columns(X) | int
            where(b, x, 0)      | real[n]
            theta               | real[n, m]
            theta[1]            | real[m]
            """)
    void typesAndShapes(String expression, String expected) {
        assertEquals(expected, type(expression).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -3                  | -3
            2 + 3 * 4           | 14
            n                   | at least 1
            k                   | between 1 and 3
            -k                  | between -3 and -1
            x                   | any number
            u                   | between 0 and 1
            1 - u               | between 0 and 1
            w                   | between -1 and 2
            w * w               | between 0 and 4
            w * u               | between -1 and 2
            w ^ 2               | between 0 and 4
            w ^ 3               | any number
            abs(w)              | between 0 and 2
            square(w - 3)       | between 1 and 16
            1 / k               | between 0.3333333333333333 and 1
            1 / w               | any number
            1 / u               | at least 1
            exp(r)              | at least 0
            exp(0) + exp(r)     | at least 1
            log(n)              | at least 0
            sqrt(k + 1)         | between 1.4142135623730951 and 2
            expit(r)            | between 0 and 1
            max(r, 0)           | at least 0
            max(u, w)           | between 0 and 2
            min(r, 0)           | at most 0
            sum(u)              | at least 0
            mean(u)             | between 0 and 1
            if b then 1 else -1 | between -1 and 1
            [1, 2, 5]           | between 1 and 5
            s                   | at least 0
            z                   | any number
            h                   | between 1 and 3
            q                   | at least 0
            u[1] + u[2]         | between 0 and 2
            """)
    void bounds(String expression, String expected) {
        assertEquals(expected, type(expression).range().toString());
    }
}
