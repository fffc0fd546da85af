#include "app/command_line.hpp"
#include "models/catalogs.hpp"

int main(int argc, char** argv) {
    return mesogrid::app::run_command_line(argc, argv, mesogrid::models::catalogs());
}
