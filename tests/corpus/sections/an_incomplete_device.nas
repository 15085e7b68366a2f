// A device is described and has a table.
device phone {  //~ N0502 "`device phone` does not say its `table`"
  description: "one core"
}
device other {  //~ N0502 "`device other` does not say its `description`"
  table: 3  //~ N0201 "`table` takes a text"
}
