"""What breaks during a workshop, broken for real: processes killed, disks filled, answers lost."""
