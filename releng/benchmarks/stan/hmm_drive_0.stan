// A hidden Markov chain with two states and two exponential outputs, summed out by the forward algorithm.
data {
  int<lower=1> K;
  int<lower=1> N;
  vector<lower=0>[N] u;
  vector<lower=0>[N] v;
  matrix<lower=0>[K, K] alpha;
}
parameters {
  simplex[K] theta1;
  simplex[K] theta2;
  positive_ordered[K] phi;
  positive_ordered[K] lambda;
}
model {
  vector[K] logTheta[2];
  vector[K] forward;
  logTheta[1] = log(theta1);
  logTheta[2] = log(theta2);
  theta1 ~ dirichlet(alpha[1]');
  theta2 ~ dirichlet(alpha[2]');
  phi[1] ~ normal(0, 1);
  phi[2] ~ normal(3, 1);
  lambda[1] ~ normal(0, 1);
  lambda[2] ~ normal(3, 1);
  for (k in 1:K)
    forward[k] = exponential_lpdf(u[1] | phi[k]) + exponential_lpdf(v[1] | lambda[k]);
  for (t in 2:N) {
    vector[K] before = forward;
    for (k in 1:K)
      forward[k] = log_sum_exp(before[1] + logTheta[1, k], before[2] + logTheta[2, k])
                   + exponential_lpdf(u[t] | phi[k]) + exponential_lpdf(v[t] | lambda[k]);
  }
  target += log_sum_exp(forward);
}
