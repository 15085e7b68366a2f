use "../mine.nas" as above
op act() = tanh()
