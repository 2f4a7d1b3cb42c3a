// The model of kidscore_interaction_z.stan with the likelihood that Stan codes by hand for linear regressions.
data {
  int<lower=0> N;
  vector[N] kid_score;
  vector[N] mom_hs;
  vector[N] mom_iq;
}
transformed data {
  vector[N] h = (mom_hs - mean(mom_hs)) / (2 * sd(mom_hs));
  vector[N] q = (mom_iq - mean(mom_iq)) / (2 * sd(mom_iq));
  matrix[N, 3] X = append_col(append_col(h, q), h .* q);
}
parameters {
  vector[4] beta;
  real<lower=0> sigma;
}
model {
  kid_score ~ normal_id_glm(X, beta[1], beta[2:4], sigma);
}
