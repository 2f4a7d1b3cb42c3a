// A hidden Markov chain with two states and normal outputs, summed out by the forward algorithm.
data {
  int<lower=1> N;
  int<lower=1> K;
  vector[N] y;
}
parameters {
  simplex[K] theta1;
  simplex[K] theta2;
  positive_ordered[K] mu;
}
model {
  vector[K] logTheta[2];
  vector[K] forward;
  logTheta[1] = log(theta1);
  logTheta[2] = log(theta2);
  mu[1] ~ normal(3, 1);
  mu[2] ~ normal(10, 1);
  for (k in 1:K)
    forward[k] = normal_lpdf(y[1] | mu[k], 1);
  for (t in 2:N) {
    vector[K] before = forward;
    for (k in 1:K)
      forward[k] = log_sum_exp(before[1] + logTheta[1, k], before[2] + logTheta[2, k])
                   + normal_lpdf(y[t] | mu[k], 1);
  }
  target += log_sum_exp(forward);
}
