// SPDX-License-Identifier: GPL-2.0-or-later
// The functions that jackd looks up in netmesh.so. A server is in the mesh once.
#include "common/Export.h"
#include "common/InternalClient.h"
#include "common/SingleClient.h"
#include "options/MeshOptions.h"

namespace {

using namespace netjack2;

constinit SingleClient<nj_mesh_options> mesh(nj_mesh_open, nj_mesh_close);

int Open(jack_client_t *client, const nj_mesh_options &options) {
    if (mesh.TryEnter())
        return mesh.Open(client, options);
    LogError("this server is in the mesh already");
    return kLoadFailure;
}

const InternalClient<nj_mesh_options> kMesh = {"netjack2 mesh: audio and MIDI directly between the slaves of a master",
                                               MeshOptions, Open};

} // namespace

const char *const netjack2::kModuleName = "netmesh";

NJ_EXPORT int jack_initialize(jack_client_t *client, const char *line) {
    return kMesh.Load(client, line);
}

NJ_EXPORT int jack_internal_initialize(jack_client_t *client, const JSList *parameters) {
    return kMesh.Load(client, parameters);
}

NJ_EXPORT void jack_finish(void *owner) {
    mesh.Finish(owner);
}

void nj_mesh_closed() noexcept {
    mesh.Closed();
}

NJ_EXPORT jack_driver_desc_t *jack_get_descriptor() {
    return kMesh.Describe();
}
