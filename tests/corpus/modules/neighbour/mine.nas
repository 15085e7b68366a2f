op act() = hidden()
op hidden() = relu()
