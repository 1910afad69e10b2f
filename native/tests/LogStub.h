#ifndef NETJACK2_TESTS_LOGSTUB_H
#define NETJACK2_TESTS_LOGSTUB_H

#include <string>

/** What nj_log_info was last told. */
extern std::string lastInfo;

#endif
