// A path stays within the project.
use "../other.nas"  //~ N0108 "`../other.nas` leaves the project"
use "/etc/other.nas" as absolute  //~ N0108 "`/etc/other.nas` leaves the project"
use "C:\\other.nas" as windows  //~ N0108 "`C:\other.nas` leaves the project"
space Tiny {
  input x: image[3, 8, 8]
  x -> relu()
}
