# The program alone: docker build -t mesogrid . && docker run --rm -v "$PWD:/data" mesogrid run x.toml
FROM debian:bookworm-slim

WORKDIR /usr/src/mesogrid
COPY packages.txt ./
COPY cmake/packages.sh cmake/
RUN apt-get update \
    && apt-get install -y --no-install-recommends $(sh cmake/packages.sh build) \
    && rm -rf /var/lib/apt/lists/*
COPY . .
RUN cmake --preset portable \
    && cmake --build --preset portable \
    && cmake --install build/portable --prefix /usr/local \
    && rm -rf build

WORKDIR /data
ENTRYPOINT ["/usr/local/bin/mesogrid"]
