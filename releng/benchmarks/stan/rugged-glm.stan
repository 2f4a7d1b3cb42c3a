// The model of rugged.stan with the likelihood that Stan codes by hand for linear regressions.
data {
  int<lower=1> n;
  vector[n] africa;
  vector[n] rugged;
  vector[n] logGdp;
}
transformed data {
  matrix[n, 3] X = append_col(append_col(africa, rugged), africa .* rugged);
}
parameters {
  real a;
  real bA;
  real bR;
  real bAR;
  real<lower=0, upper=10> sigma;
}
model {
  a ~ normal(0, 10);
  bA ~ normal(0, 1);
  bR ~ normal(0, 1);
  bAR ~ normal(0, 1);
  sigma ~ uniform(0, 10);
  logGdp ~ normal_id_glm(X, a, [bA, bR, bAR]', sigma);
}
