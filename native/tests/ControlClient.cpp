// SPDX-License-Identifier: GPL-2.0-or-later
// A program that runs a server through the control API, as jackdbus does, controlled line by line through its standard
// input:
//   parameters driver|internal NAME     start DRIVER [NAME=VALUE]…     switch DRIVER [NAME=VALUE]…
//   load INTERNAL [NAME=VALUE]…         unload INTERNAL                quit
// It answers each line with one that ends in "ok" or "failed".
#include <cstdio>
#include <cstring>
#include <iostream>
#include <sstream>
#include <string>

#include <jack/control.h>

namespace {

jackctl_server_t *server = nullptr;

template <typename Item> Item *FindIn(const JSList *list, const char *(*nameOf)(Item *), const std::string &name) {
    for (; list; list = list->next)
        if (name == nameOf(static_cast<Item *>(list->data)))
            return static_cast<Item *>(list->data);
    return nullptr;
}

jackctl_driver_t *Driver(const std::string &name) {
    return FindIn<jackctl_driver_t>(jackctl_server_get_drivers_list(server), jackctl_driver_get_name, name);
}

jackctl_internal_t *Internal(const std::string &name) {
    return FindIn<jackctl_internal_t>(jackctl_server_get_internals_list(server), jackctl_internal_get_name, name);
}

bool Set(const JSList *parameters, const std::string &assignment) {
    const size_t equals = assignment.find('=');
    auto *parameter = FindIn<jackctl_parameter_t>(parameters, jackctl_parameter_get_name, assignment.substr(0, equals));
    if (!parameter || equals == std::string::npos)
        return false;
    const std::string text = assignment.substr(equals + 1);
    jackctl_parameter_value value = {};
    switch (jackctl_parameter_get_type(parameter)) {
    case JackParamBool:
        value.b = text == "true";
        break;
    case JackParamString:
        text.copy(value.str, sizeof(value.str) - 1);
        break;
    case JackParamUInt:
        value.ui = static_cast<uint32_t>(std::stoul(text));
        break;
    default:
        value.i = std::stoi(text);
        break;
    }
    return jackctl_parameter_set_value(parameter, &value);
}

bool SetAll(const JSList *parameters, std::istream &words) {
    for (std::string word; words >> word;)
        if (!Set(parameters, word))
            return false;
    return true;
}

bool Show(const JSList *parameters) {
    for (; parameters; parameters = parameters->next) {
        auto *parameter = static_cast<jackctl_parameter_t *>(parameters->data);
        std::printf("-%c %s", jackctl_parameter_get_id(parameter), jackctl_parameter_get_name(parameter));
        if (jackctl_parameter_has_range_constraint(parameter)) {
            jackctl_parameter_value least, most;
            jackctl_parameter_get_range_constraint(parameter, &least, &most);
            std::printf(" %d…%d", least.i, most.i);
        }
        std::printf("\n");
    }
    return true;
}

bool Obey(const std::string &command, const std::string &name, std::istream &words) {
    auto *driver = Driver(name);
    auto *internal = Internal(name);
    if (command == "start")
        return driver && SetAll(jackctl_driver_get_parameters(driver), words) && jackctl_server_open(server, driver) &&
               jackctl_server_start(server);
    if (command == "switch")
        return driver && SetAll(jackctl_driver_get_parameters(driver), words) &&
               jackctl_server_switch_master(server, driver);
    if (command == "load")
        return internal && SetAll(jackctl_internal_get_parameters(internal), words) &&
               jackctl_server_load_internal(server, internal);
    if (command == "unload")
        return internal && jackctl_server_unload_internal(server, internal);
    return false;
}

} // namespace

int main() {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    server = jackctl_server_create2(nullptr, nullptr, nullptr);
    if (!server)
        return 1;
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string command, name;
        words >> command >> name;
        if (command == "quit")
            break;
        bool done = false;
        if (command == "parameters") {
            std::string which;
            words >> which;
            if (name == "driver" && Driver(which))
                done = Show(jackctl_driver_get_parameters(Driver(which)));
            else if (name == "internal" && Internal(which))
                done = Show(jackctl_internal_get_parameters(Internal(which)));
        } else {
            done = Obey(command, name, words);
        }
        std::printf("%s: %s\n", line.c_str(), done ? "ok" : "failed");
    }
    jackctl_server_stop(server);
    jackctl_server_close(server);
    jackctl_server_destroy(server);
    std::printf("quit: ok\n");
}
