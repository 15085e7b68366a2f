op act() = relu()
