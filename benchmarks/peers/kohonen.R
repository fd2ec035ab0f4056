# Trains kohonen's self-organising map on request: reads "<tool> <task> <file> <rows> <columns>" lines, as peers.py does,
# answers "<seconds> <mean distance of rows to their units>". The first line written is the version.
suppressMessages(library(kohonen))
cores <- as.integer(Sys.getenv("OMP_NUM_THREADS", "1"))
grid <- somgrid(20, 20, "rectangular", neighbourhood.fct = "gaussian")
input <- file("stdin", "r")
cat("kohonen", as.character(packageVersion("kohonen")), "\n")
flush(stdout())
while (length(line <- readLines(input, 1)) > 0) {
  request <- strsplit(line, " ")[[1]]
  count <- as.integer(request[4]) * as.integer(request[5])
  x <- matrix(readBin(request[3], "numeric", n = count, size = 4), ncol = as.integer(request[5]), byrow = TRUE)
  set.seed(1)
  seconds <- system.time(map <- som(x, grid = grid, rlen = 20, mode = "pbatch", cores = cores))[["elapsed"]]
  cat(sprintf("%.6f %.9g\n", seconds, mean(sqrt(map$distances))))
  flush(stdout())
}
