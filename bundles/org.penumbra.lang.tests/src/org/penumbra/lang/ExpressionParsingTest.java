package org.penumbra.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.model.Assign;
import org.penumbra.model.Model;
import org.penumbra.model.Plate;

class ExpressionParsingTest {

    private static final String NAMES = "data a : real data b : real data c : real data n : int data X : real[n, n] ";

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            a + b * c                     => (a + (b * c))
            a * b + c                     => ((a * b) + c)
            a - b - c                     => ((a - b) - c)
            a / b * c                     => ((a / b) * c)
            a ^ b ^ c                     => (a ^ (b ^ c))
            -a ^ 2                        => (-(a ^ 2))
            a ^ -b                        => (a ^ (-b))
            a ^ -b ^ c                    => (a ^ (-(b ^ c)))
            2 * -a                        => (2 * (-a))
            - - a                         => (-(-a))
            -a * b                        => ((-a) * b)
            a ^ 2 * b                     => ((a ^ 2) * b)
            a % b @ c                     => ((a % b) @ c)
            X' @ a                        => (X' @ a)
            X'^2                          => (X' ^ 2)
            X[1]'                         => X[1]'
            -X'                           => (-X')
            a < b + 1                     => (a < (b + 1))
            a + 1 >= b == c < 2           => (((a + 1) >= b) == (c < 2))
            a < b && b != c || c > 1      => (((a < b) && (b != c)) || (c > 1))
            !(a < b) && b < c             => ((!(a < b)) && (b < c))
            !a == b                       => ((!a) == b)
            if a < b then a else b + 1    => (if (a < b) then a else (b + 1))
            if a < b then if b < c then 1 else 2 else 3 => (if (a < b) then (if (b < c) then 1 else 2) else 3)
            (a + b) * c                   => ((a + b) * c)
            X[2..n]                       => X[2..n]
            X[1..n, 2]                    => X[1..n, 2]
            X[, 2]                        => X[, 2]
            X[n - 1, ]                    => X[(n - 1), ]
            X[1][2]                       => X[1][2]
            exp(a)[1]                     => exp(a)[1]
            Dense(400, softplus)(a)       => <Dense(400, ?)>(a)
            e(a).loc                      => e(a).loc
            e(a).loc[1].scale             => e(a).loc[1].scale
            f(a, scale = b, c)            => f(a, scale = b, c)
            f(a == b)                     => f((a == b))
            []                            => []
            [1, 2.5, [a]]                 => [1, 2.5, [a]]
            1e3 + 2.5e-3 + .5 + 1E+2      => (((1000.0 + 0.0025) + 0.5) + 100.0)
            true && false                 => (true && false)
            "it \\"says\\" this"          => "it "says" this"
            """)
    void precedenceIsThatOfTheField(String text, String expected) {
        ModelFile file = Scripts.model(NAMES + "x = " + text);
        Model model = (Model) file.script().getDeclarations().get(0);
        Assign assign = (Assign) model.getStatements().get(model.getStatements().size() - 1);
        assertEquals(expected, Dump.of(assign.getValue()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1..n        | 1     | n
            1 ..n       | 1     | n
            1.. n       | 1     | n
            1..10       | 1     | 10
            n-1..2*n    | (n - 1) | (2 * n)
            .5..1       | 0.5   | 1
            1.5..2.5    | 1.5   | 2.5
            1e1..1e2    | 10.0  | 100.0
            X[1]..X[n]  | X[1]  | X[n]
            """)
    void twoDotsNeverBelongToANumber(String range, String from, String to) {
        ModelFile file = Scripts.model(NAMES + "plate i in " + range + " { z = i }");
        Model model = (Model) file.script().getDeclarations().get(0);
        Plate plate = (Plate) model.getStatements()
                .get(model.getStatements().size() - 1);
        assertEquals(from, Dump.of(plate.getFrom()));
        assertEquals(to, Dump.of(plate.getTo()));
    }
}
