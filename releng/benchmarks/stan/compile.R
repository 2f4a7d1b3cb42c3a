# Compiles models once, into a folder that outlives this run: compile.R FOLDER MODEL.stan...
# What is there is kept as long as neither the text nor the compiler's options changed.
suppressMessages(library(rstan))
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
options <- unname(tools::md5sum(Sys.getenv("R_MAKEVARS_USER")))
# Debian keeps Boost where compilers look anyway, which rstan does not know.
if (!file.exists(rstan_options("boost_lib"))) rstan_options(boost_lib = "/usr/include")
for (file in arguments[-1]) {
  name <- sub("\\.stan$", "", basename(file))
  compiled <- file.path(folder, paste0(name, ".rds"))
  stamp <- paste(unname(tools::md5sum(file)), options, packageVersion("rstan"))
  if (file.exists(compiled) && identical(readRDS(compiled)$stamp, stamp)) next
  message("compiling ", name, ".stan (a minute or so; kept for the next time)")
  seconds <- system.time(model <- stan_model(file, model_name = name, save_dso = TRUE))["elapsed"]
  saveRDS(list(stamp = stamp, model = model), compiled)
  message(sprintf("compiled %s.stan in %.0f s", name, seconds))
}
