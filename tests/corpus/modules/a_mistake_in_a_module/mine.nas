op act() = rellu()  //~ N0101 "there is nothing named `rellu`"
