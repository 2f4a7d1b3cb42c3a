package org.penumbra.ui.tests;

/** Texts that are typed in the tests. */
public final class Models {

    public static final String RUGGED = """
            /** Terrain ruggedness and GDP. */
            model Rugged {
              data n      : int(min = 1)
              data rugged : real[n]
              data logGdp : real[n]

              a     ~ Normal(0, 10)   // where the line starts
              slope ~ Normal(0, 1)
              sigma ~ HalfNormal(10)

              plate i in 1..n {
                logGdp[i] ~ Normal(a + slope * rugged[i], sigma)
              }
            }

            infer gdp of Rugged {
              data "rugged.csv"
              seed 1
            }
            """;

    /** What its run reads. */
    static final String RUGGED_DATA = "rugged,logGdp\n0.5,8.1\n1.5,7.9\n";

    private Models() {
    }

    /** A model of many lines, all of which depend on each other. */
    public static String large(int lines) {
        StringBuilder text = new StringBuilder("model Large {\n  data y : real\n  x0 ~ Normal(0, 1)\n");
        for (int i = 1; i < lines; i++) {
            text.append("  x").append(i).append(" ~ Normal(x").append(i - 1).append(" + 0.5, 1)\n");
        }
        return text.append("  y ~ Normal(x").append(lines - 1).append(", 1)\n}\n").toString();
    }
}
