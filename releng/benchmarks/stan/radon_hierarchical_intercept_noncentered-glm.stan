// The model of radon_hierarchical_intercept_noncentered.stan with the likelihood that Stan codes by hand for linear
// regressions.
data {
  int<lower=0> N;
  int<lower=1> J;
  int<lower=1, upper=J> county_idx[N];
  vector[N] log_uppm;
  vector[N] floor_measure;
  vector[N] log_radon;
}
transformed data {
  matrix[N, 2] X = append_col(log_uppm, floor_measure);
}
parameters {
  vector[J] alpha_raw;
  vector[2] beta;
  real mu_alpha;
  real<lower=0> sigma_alpha;
  real<lower=0> sigma_y;
}
model {
  vector[J] alpha = mu_alpha + sigma_alpha * alpha_raw;
  alpha_raw ~ std_normal();
  beta ~ normal(0, 10);
  mu_alpha ~ normal(0, 10);
  sigma_alpha ~ normal(0, 1);
  sigma_y ~ normal(0, 1);
  log_radon ~ normal_id_glm(X, alpha[county_idx], beta, sigma_y);
}
