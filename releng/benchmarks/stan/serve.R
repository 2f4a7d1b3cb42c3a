# Answers requests from standard input, one JSON object a line; answers are lines that start with "@ ".
# Models were compiled by compile.R into the folder that is the only argument.
#
#   {"do": "load", "model": NAME, "data": FILE}  -> {"dimension": n}
#   {"do": "density", "x": [...]}  -> {"value": v, "gradient": [...]}; up to a constant, Jacobian included
#   {"do": "sample", "names": [...], "chains": k, "warmup": w, "samples": n, "seed": s}
#      -> {"warmup": seconds, "sampling": seconds, "ess": bulk, "rhat": r, "divergent": d}; NUTS as it comes, processor
#         time of all chains, smallest effective size and largest R-hat over what has these names
#   {"do": "run", "x": [...], "transitions": k, "steps": L}  -> {"seconds": s}
#
# A run is static Hamiltonian Monte Carlo without adaptation: k transitions of L leapfrog steps each, one gradient a
# step (Stan Reference Manual, "MCMC Sampling"), timed by the sampler itself, in processor time. The step size is a
# power of two, so that Stan's L = int_time / stepsize is exact, and so small that the point stays where it was put.
suppressMessages(library(rstan))
folder <- commandArgs(trailingOnly = TRUE)[1]
stepsize <- 2^-30
loaded <- NULL

load <- function(request) {
  model <- readRDS(file.path(folder, paste0(request$model, ".rds")))$model
  data <- jsonlite::fromJSON(request$data)
  fit <- sampling(model, data = data, chains = 0)
  loaded <<- list(model = model, data = data, fit = fit)
  list(dimension = get_num_upars(loaded$fit))
}

density <- function(request) {
  gradient <- grad_log_prob(loaded$fit, request$x)
  list(value = attr(gradient, "log_prob"), gradient = as.numeric(gradient))
}

run <- function(request) {
  control <- list(adapt_engaged = FALSE, stepsize = stepsize, stepsize_jitter = 0, int_time = stepsize * request$steps)
  done <- sampling(loaded$model, data = loaded$data, algorithm = "HMC", chains = 1, iter = request$transitions,
                   warmup = 0, init = list(constrain_pars(loaded$fit, request$x)), seed = 1, refresh = 0,
                   control = control)
  list(seconds = get_elapsed_time(done)[1, "sample"])
}

draw <- function(request) {
  done <- suppressWarnings(sampling(loaded$model, data = loaded$data, chains = request$chains, warmup = request$warmup,
                                    iter = request$warmup + request$samples, seed = request$seed, refresh = 0))
  draws <- as.array(done)
  names <- intersect(request$names, dimnames(draws)[[3]])
  seconds <- get_elapsed_time(done)
  list(warmup = sum(seconds[, "warmup"]), sampling = sum(seconds[, "sample"]),
       ess = min(sapply(names, function(name) ess_bulk(draws[, , name]))),
       rhat = max(sapply(names, function(name) Rhat(draws[, , name]))), divergent = get_num_divergent(done))
}

requests <- file("stdin", "r")
while (length(line <- readLines(requests, 1)) > 0) {
  request <- jsonlite::fromJSON(line)
  answer <- tryCatch(switch(request$do, load = load(request), density = density(request),
                            sample = draw(request), run = run(request)),
                     error = function(problem) list(error = conditionMessage(problem)))
  cat("@ ", jsonlite::toJSON(answer, auto_unbox = TRUE, digits = NA), "\n", sep = "")
  flush(stdout())
}
