use "./main.nas"  //~ N0105 "`main.nas` uses this file already"
op act() = relu()
