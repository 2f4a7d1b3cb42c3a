package org.penumbra.visualization;

import java.util.stream.Stream;
import org.penumbra.model.Model;

/** Models that the tests draw; most are the examples of the language reference. */
enum Canonical {
    RUGGED("""
            model Rugged {
              data n : int(min = 1)  data africa : real[n]  data rugged : real[n]  data logGdp : real[n]
              a ~ Normal(0, 10)  bA ~ Normal(0, 1)  bR ~ Normal(0, 1)  bAR ~ Normal(0, 1)
              sigma ~ Uniform(0, 10)
              plate i in 1..n {
                mean = a + bA * africa[i] + bR * rugged[i] + bAR * africa[i] * rugged[i]
                logGdp[i] ~ Normal(mean, sigma)
              }
            }"""),
    EIGHT_SCHOOLS("""
            model EightSchools {
              data J : int(min = 1)  data y : real[J]  data sigma : positive[J]
              mu ~ Normal(0, 5)
              tau ~ HalfCauchy(5)
              plate school: j in 1..J {
                theta[j] ~ Normal(mu, tau)
                y[j] ~ Normal(theta[j], sigma[j])
              }
            }"""),
    GARCH("""
            model Garch {
              data T : int(min = 2)  data y : real[T]  data sigma1 : positive
              mu ~ Flat()
              alpha0 : positive ~ Flat()
              alpha1 ~ Uniform(0, 1)
              beta1 ~ Uniform(0, 1 - alpha1)
              s[1] = sigma1
              for t in 2..T { s[t] = sqrt(alpha0 + alpha1 * (y[t-1] - mu)^2 + beta1 * s[t-1]^2) }
              for t in 1..T { y[t] ~ Normal(mu, s[t]) }
            }"""),
    HMM("""
            model Hmm {
              data K : int(min = 1)  data T : int(min = 1)  data y : real[T]
              plate k in 1..K { A[k] ~ Dirichlet(ones(K)) }
              mu : ordered[K] ~ Normal(0, 10)
              z[1] ~ Categorical(ones(K) / K)
              y[1] ~ Normal(mu[z[1]], 1)
              for t in 2..T {
                z[t] ~ Categorical(A[z[t-1]])
                y[t] ~ Normal(mu[z[t]], 1)
              }
            }"""),
    LOTKA_VOLTERRA("""
            model LotkaVolterra {
              data N : int(min = 1)  data ts : positive[N]  data yInit : positive[2]  data y : positive[N, 2]
              alpha ~ Truncated(Normal(1, 0.5), min = 0)
              beta ~ Truncated(Normal(0.05, 0.05), min = 0)
              gamma ~ Truncated(Normal(1, 0.5), min = 0)
              delta ~ Truncated(Normal(0.05, 0.05), min = 0)
              zInit : positive[2] ~ LogNormal(log(10), 1)
              sigma : positive[2] ~ LogNormal(-1, 1)
              z = ode(predatorPrey, zInit, 0, ts, [alpha, beta, gamma, delta])
              plate k in 1..2 {
                yInit[k] ~ LogNormal(log(zInit[k]), sigma[k])
                plate i in 1..N { y[i, k] ~ LogNormal(log(z[i, k]), sigma[k]) }
              }
            }"""),
    VAE("""
            model Vae {
              data N : int  data x : int(min = 0, max = 1)[N, 784]
              plate image: i in 1..N {
                z[i] : real[20] ~ Normal(0, 1)
                x[i] ~ Bernoulli(logits = Decoder(z[i]))
              }
            }"""),
    NESTED("""
            model Radon {
              data S : int  data C : int  data n : int
              data uranium : real[S, C]  data floor : real[S, C, n]  data radon : real[S, C, n]
              muA ~ Normal(0, 5)  tauA ~ HalfNormal(1)  bU ~ Normal(0, 1)  sigma ~ HalfCauchy(2)
              plate state: s in 1..S {
                eta[s] ~ Normal(muA, tauA)
                tauC[s] ~ HalfNormal(1)
                plate county: c in 1..C {
                  alpha[s, c] ~ Normal(eta[s] + bU * uranium[s, c], tauC[s])
                  beta[s, c] ~ StudentT(4, 0, 1)
                  deterministic contrast[s, c] = alpha[s, c] - eta[s]
                  plate house: i in 1..n {
                    radon[s, c, i] ~ Normal(alpha[s, c] + beta[s, c] * floor[s, c, i], sigma)
                  }
                }
              }
              factor -0.5 * (muA / sigma)^2
            }"""),
    CROSSED("""
            model Rasch {
              data I : int  data J : int  data y : int(min = 0, max = 1)[I, J]
              spread ~ HalfNormal(1)
              plate person: i in 1..I { ability[i] ~ Normal(0, spread) }
              plate item: j in 1..J {
                difficulty[j] ~ Normal(0, 1)
                discriminationOfTheItem[j] ~ LogNormal(0, 0.5)
              }
              plate person: i in 1..I {
                plate item: j in 1..J {
                  y[i, j] ~ Bernoulli(logits = discriminationOfTheItem[j] * (ability[i] - difficulty[j]))
                }
              }
            }"""),
    EMPTY("model Empty { }");

    private final String text;

    Canonical(String text) {
        this.text = text;
    }

    Model model() {
        return ModelText.model(text);
    }

    static Stream<Model> all() {
        return Stream.concat(Stream.of(values()).map(Canonical::model), Stream.of(large()));
    }

    /** Forty sites: eight groups of four parameters, each with an observation, as large hierarchies have them. */
    static Model large() {
        StringBuilder text = new StringBuilder("model Large { data n : int data x : real[n] ");
        for (int k = 1; k <= 8; k++) {
            text.append("data y%1$d : real[n] m%1$d ~ Normal(%2$s, 1) s%1$d ~ HalfNormal(1) ".formatted(k,
                    k == 1 ? "0" : "m" + (k - 1)));
            text.append("plate g%1$d: i in 1..n { u%1$d[i] ~ Normal(m%1$d, s%1$d) v%1$d[i] ~ Normal(u%1$d[i], 1) "
                    .formatted(k));
            text.append("y%1$d[i] ~ Normal(u%1$d[i] + v%1$d[i] * x[i], s%2$d) } ".formatted(k, 1 + (k - 1) / 2));
        }
        return ModelText.model(text.append("}").toString());
    }
}
