package org.penumbra.lang.ide;

/** A model of many lines, of everything that models are made of. */
final class LargeModel {

    private LargeModel() {
    }

    /** A model of about {@code lines} lines, without anything wrong. */
    static String text(int lines) {
        StringBuilder text = new StringBuilder("model Large {\n  data n : int(min = 1)\n  data x : real[n]\n");
        int blocks = (lines - 12) / 10;
        for (int k = 0; k < blocks; k++) {
            text.append("""
                      data y%1$d : real[n]
                      a%1$d ~ Normal(0, 10)
                      b%1$d ~ Normal(a%1$d, 1)   // slope
                      tau%1$d ~ HalfCauchy(5)
                      sigma%1$d ~ Gamma(2, 1 / (1 + tau%1$d))
                      plate i in 1..n {
                        mean%1$d = a%1$d + b%1$d * x[i] + exp(-x[i]^2 / 2) * (if x[i] > 0 then tau%1$d else b%1$d)
                        y%1$d[i] ~ Normal(mean%1$d, sigma%1$d + 0.1)
                      }

                    """.formatted(k));
        }
        return text.append("}\n\ninfer fit of Large {\n  data \"large.csv\"\n  algorithm SVI(steps = 100)\n}\n")
                .toString();
    }
}
