//! A search that trains nothing: architectures of NAS-Bench-201 are looked up in a table of published results.
//!
//! The table is a CSV file, plain or gzipped, with one row per architecture. Here the column `code` holds a digit for
//! each of the six edges. Put the file beside this one, or say where it is:
//!
//!     nas search examples/3_nasbench201_table.nas evolution --data FOLDER

use std::nasbench201::NasBench201

/// Regularized evolution with 300 queries.
search evolution {
  space: NasBench201
  strategy: regularized_evolution(population: 50, tournament: 10)
  estimator: table(
    file: "nb201.csv.gz",
    code: "code",
    values: ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"],
    test: "c10_test200",
  )
  maximize c10_val200
  budget: 300 trials
  seed: 1
}

/// The same number of queries at random.
search chance {
  space: NasBench201
  strategy: random()
  estimator: table(
    file: "nb201.csv.gz",
    code: "code",
    values: ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"],
    test: "c10_test200",
  )
  maximize c10_val200
  budget: 300 trials
  seed: 1
}
