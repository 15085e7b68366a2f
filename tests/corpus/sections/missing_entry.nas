// What has no default is given.
task digits = classification {}  //~ N0502 "`task digits` does not say its `data`"
search nothing {}  //~ N0502 "`search nothing` does not say its `space`"
