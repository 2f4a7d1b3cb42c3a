// The model of nes.stan with the likelihood that Stan codes by hand for linear regressions.
data {
  int<lower=0> N;
  vector[N] partyid7;
  vector[N] real_ideo;
  vector[N] race_adj;
  vector[N] educ1;
  vector[N] gender;
  vector[N] income;
  int age_discrete[N];
}
transformed data {
  matrix[N, 9] X;
  for (i in 1:N)
    X[i] = [1, real_ideo[i], race_adj[i], age_discrete[i] == 2, age_discrete[i] == 3, age_discrete[i] == 4, educ1[i],
            gender[i], income[i]];
}
parameters {
  vector[9] beta;
  real<lower=0> sigma;
}
model {
  partyid7 ~ normal_id_glm(X, 0.0, beta, sigma);
}
