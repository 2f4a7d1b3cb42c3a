// Terrain ruggedness and income: the model Rugged of the examples.
data {
  int<lower=1> n;
  vector[n] africa;
  vector[n] rugged;
  vector[n] logGdp;
}
transformed data {
  vector[n] both = africa .* rugged;
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
  logGdp ~ normal(a + bA * africa + bR * rugged + bAR * both, sigma);
}
