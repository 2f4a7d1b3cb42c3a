// The model of logistic.stan with the likelihood that Stan codes by hand for logistic regressions.
data {
  int<lower=0> n;
  int<lower=1> d;
  matrix[n, d] X;
  int<lower=0, upper=1> y[n];
}
parameters {
  vector[d] beta;
}
model {
  beta ~ normal(0, 1);
  y ~ bernoulli_logit_glm(X, 0.0, beta);
}
