"""What bench/suite, bench/scaling, bench/compare and bench/plots share. Python standard library only."""
