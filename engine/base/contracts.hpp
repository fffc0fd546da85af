#pragma once

/// Contracts: a broken one is a bug in mesogrid and throws InternalError with file and line.
/// On in every preset but release (MESOGRID_NO_CONTRACTS is set there).

namespace mesogrid::contracts {

[[noreturn]] void fail(const char* kind, const char* condition, const char* file, int line);

}  // namespace mesogrid::contracts

#if defined(MESOGRID_NO_CONTRACTS)
// never evaluated, but compiled: what only a contract reads is no unused variable
#define MESOGRID_EXPECTS(condition) static_cast<void>(false && (condition))
#define MESOGRID_ENSURES(condition) static_cast<void>(false && (condition))
#else
#define MESOGRID_EXPECTS(condition)     \
    ((condition) ? static_cast<void>(0) \
                 : ::mesogrid::contracts::fail("expects", #condition, __FILE__, __LINE__))
#define MESOGRID_ENSURES(condition)     \
    ((condition) ? static_cast<void>(0) \
                 : ::mesogrid::contracts::fail("ensures", #condition, __FILE__, __LINE__))
#endif
