#include "models/catalogs.hpp"

#include "app/command_line.hpp"

int main(int argc, char** argv) {
    return mesogrid::app::run_command_line(argc, argv, mesogrid::models::catalogs());
}
