// The model of kilpisjarvi.stan with the likelihood that Stan codes by hand for linear regressions.
data {
  int<lower=0> N;
  vector[N] x;
  vector[N] y;
  real pmualpha;
  real<lower=0> psalpha;
  real pmubeta;
  real<lower=0> psbeta;
}
transformed data {
  matrix[N, 1] X = to_matrix(x, N, 1);
}
parameters {
  real alpha;
  real beta;
  real<lower=0> sigma;
}
model {
  alpha ~ normal(pmualpha, psalpha);
  beta ~ normal(pmubeta, psbeta);
  y ~ normal_id_glm(X, alpha, [beta]', sigma);
}
