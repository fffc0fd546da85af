"""What a result depends on beside the program: the machine."""

import os
import platform


def _first(path, key):
    try:
        with open(path) as lines:
            for line in lines:
                if line.startswith(key):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return ""


def describe():
    """Processor, cores that this process may use, caches' size as the kernel says, memory, system."""
    caches = {}
    base = "/sys/devices/system/cpu/cpu0/cache"
    for index in sorted(os.listdir(base)) if os.path.isdir(base) else []:
        try:
            with open(f"{base}/{index}/level") as level, open(f"{base}/{index}/size") as size, \
                    open(f"{base}/{index}/type") as kind:
                if kind.read().strip() != "Instruction":
                    caches[f"L{level.read().strip()}"] = size.read().strip()
        except OSError:
            continue
    return {
        "processor": _first("/proc/cpuinfo", "model name") or platform.processor(),
        "family_model_stepping": "/".join(
            _first("/proc/cpuinfo", key) for key in ("cpu family", "model\t", "stepping")),
        "cores": len(os.sched_getaffinity(0)),
        "caches": caches,
        "memory": _first("/proc/meminfo", "MemTotal"),
        "system": f"{platform.system()} {platform.release()}",
        "load": os.getloadavg()[0],
    }


# What must be equal for two results to be comparable.
IDENTITY = ("processor", "family_model_stepping", "cores", "caches")
