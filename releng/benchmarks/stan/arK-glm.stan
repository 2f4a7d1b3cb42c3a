// The model of arK.stan with the likelihood that Stan codes by hand for linear regressions.
data {
  int<lower=0> K;
  int<lower=0> T;
  vector[T] y;
}
transformed data {
  matrix[T - K, K] X;
  for (k in 1:K)
    X[, k] = segment(y, K + 1 - k, T - K);
}
parameters {
  real alpha;
  vector[K] beta;
  real<lower=0> sigma;
}
model {
  alpha ~ normal(0, 10);
  beta ~ normal(0, 10);
  sigma ~ cauchy(0, 2.5);
  segment(y, K + 1, T - K) ~ normal_id_glm(X, alpha, beta, sigma);
}
