// SPDX-License-Identifier: GPL-2.0-or-later
// How a plug-in describes its options to jackd, and how it receives those that were set.
#ifndef NETJACK2_JACK_DESCRIPTOR_H
#define NETJACK2_JACK_DESCRIPTOR_H

#include <cstdint>

extern "C" {

enum jack_driver_type_t { JackDriverMaster = 1, JackDriverSlave, JackDriverNone };

enum jack_driver_param_type_t {
    JackDriverParamInt = 1,
    JackDriverParamUInt,
    JackDriverParamChar,
    JackDriverParamString,
    JackDriverParamBool
};

/** Longest name of a descriptor or parameter, with its NUL. */
enum { kDescriptorNameSize = 16 };

union jack_driver_param_value_t {
    uint32_t ui;
    int32_t i; ///< also of a bool
    char c;
    char str[128];
};

/** One option that was set. A plug-in receives a list of these; options that were not set are not in it. */
struct jack_driver_param_t {
    char character;
    jack_driver_param_value_t value;
};

enum jack_driver_constraint_flags_t : uint32_t { JackConstraintIsRange = 1, JackConstraintIsStrict = 2 };

/** The values that a parameter accepts. The server frees it with free(). */
struct jack_driver_param_constraint_desc_t {
    uint32_t flags;
    union {
        struct {
            jack_driver_param_value_t min; ///< both included
            jack_driver_param_value_t max;
        } range;
        struct {
            uint32_t count;
            void *possible_values_array;
        } enumeration;
    } constraint;
};

struct jack_driver_param_desc_t {
    char name[kDescriptorNameSize];
    char character;
    jack_driver_param_type_t type;
    jack_driver_param_value_t value;
    jack_driver_param_constraint_desc_t *constraint;
    char short_desc[64];
    char long_desc[1024];
};

struct jack_driver_desc_t {
    char name[kDescriptorNameSize];
    jack_driver_type_t type;
    char desc[256];
    char file[512];
    uint32_t nparams;
    jack_driver_param_desc_t *params;
};

/** State of a descriptor's growing array. */
struct jack_driver_desc_filler_t {
    uint32_t size;
};

jack_driver_desc_t *jack_driver_descriptor_construct(const char *name, jack_driver_type_t type, const char *description,
                                                     jack_driver_desc_filler_t *filler);

int jack_driver_descriptor_add_parameter(jack_driver_desc_t *descriptor, jack_driver_desc_filler_t *filler,
                                         const char *name, char character, jack_driver_param_type_t type,
                                         const jack_driver_param_value_t *value,
                                         jack_driver_param_constraint_desc_t *constraint, const char *short_desc,
                                         const char *long_desc);
}

#endif
