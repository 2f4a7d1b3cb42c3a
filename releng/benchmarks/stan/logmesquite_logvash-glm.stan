// The model of logmesquite_logvash.stan with the likelihood that Stan codes by hand for linear regressions.
data {
  int<lower=0> N;
  vector[N] weight;
  vector[N] diam1;
  vector[N] diam2;
  vector[N] canopy_height;
  vector[N] total_height;
  vector[N] group;
}
transformed data {
  vector[N] logWeight = log(weight);
  matrix[N, 5] X = append_col(append_col(append_col(log(diam1 .* diam2 .* canopy_height), log(diam1 .* diam2)),
                                         append_col(log(diam1 ./ diam2), log(total_height))), group);
}
parameters {
  vector[6] beta;
  real<lower=0> sigma;
}
model {
  logWeight ~ normal_id_glm(X, beta[1], beta[2:6], sigma);
}
