op edge() = oneof { none: zero(), conv: conv(4), wide: conv(4, 3) }
