// The model of mesquite.stan with the likelihood that Stan codes by hand for linear regressions.
data {
  int<lower=0> N;
  vector[N] weight;
  vector[N] diam1;
  vector[N] diam2;
  vector[N] canopy_height;
  vector[N] total_height;
  vector[N] density;
  vector[N] group;
}
transformed data {
  matrix[N, 6] X = append_col(append_col(append_col(diam1, diam2), append_col(canopy_height, total_height)),
                              append_col(density, group));
}
parameters {
  vector[7] beta;
  real<lower=0> sigma;
}
model {
  weight ~ normal_id_glm(X, beta[1], beta[2:7], sigma);
}
