//! Parts of recurrent networks.

/// Goes through a sequence from a first state: a step takes the features of a position and the state before, and gives the
/// next. All steps have the same decisions and weights. The result is the sequence of states behind the first.
block scan(x: sequence, state: vector, step: op) {
  let next = tied(step)
  let states = [state]
  for time in 0..x.length {
    states += next(x -> position(time), states.last)
  }
  append(states[1..])
}

/// Follows the state as far as the gate is closed, and what the activation makes of the candidate as far as it is open
/// (Srivastava et al. 2015).
block highway(state: vector, gate: vector, candidate: vector, act: op) {
  sum(state, mul(gate, sum(candidate -> act, state -> scale(-1.0))))
}

/// A gate from the first half of a vector, and the second half.
block gated(x: vector) {
  let half = x.features / 2
  [x -> slice(to: half) -> sigmoid(), x -> slice(from: half)]
}
