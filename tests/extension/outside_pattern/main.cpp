#include "models/catalogs.hpp"

#include "app/command_line.hpp"

#include "diagonal_pattern.hpp"

int main(int argc, char** argv) {
    mesogrid::Catalogs catalogs = mesogrid::models::catalogs();
    catalogs.patterns.push_back(mesogrid::row<mesogrid::Pattern, DiagonalPattern>());
    return mesogrid::app::run_command_line(argc, argv, catalogs);
}
