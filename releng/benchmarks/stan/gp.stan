// Gaussian-process regression on one input, the function integrated out; sigma is the standard deviation of the noise.
data {
  int<lower=1> n;
  real x[n];
  vector[n] y;
}
transformed data {
  vector[n] zero = rep_vector(0, n);
}
parameters {
  real<lower=0> rho;
  real<lower=0> alpha;
  real<lower=0> sigma;
}
model {
  matrix[n, n] covariance = add_diag(gp_exp_quad_cov(x, alpha, rho), square(sigma));
  rho ~ inv_gamma(5, 5);
  alpha ~ normal(0, 2);
  sigma ~ normal(0, 1);
  y ~ multi_normal_cholesky(zero, cholesky_decompose(covariance));
}
