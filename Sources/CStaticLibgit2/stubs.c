// libgit2 linked statically, without its network.
//
// Debian's libgit2.a is complete: reading a repository and talking to remotes are one archive. A
// hook never talks to a remote, and the shared library costs every push about twenty more shared
// libraries and one parse of the machine's CA bundle. These stand-ins take the place of libssh2,
// GSSAPI and the TLS half of mbedTLS, with the random numbers that only TLS wants: what `git_libgit2_init` calls does nothing, everything a
// transport would call stops the process, because reaching it would mean that the gate opened a
// connection.

#include "CStaticLibgit2.h"

#include <stdlib.h>

#define DOES_NOTHING(name) \
  int name(void);          \
  int name(void) { return 0; }
#define NEVER_REACHED(name) \
  int name(void);           \
  int name(void) { abort(); }

// Called by git_libgit2_init and git_libgit2_shutdown.
DOES_NOTHING(libssh2_init)
DOES_NOTHING(libssh2_exit)
DOES_NOTHING(mbedtls_ctr_drbg_free)
DOES_NOTHING(mbedtls_ctr_drbg_init)
DOES_NOTHING(mbedtls_ctr_drbg_seed)
DOES_NOTHING(mbedtls_entropy_free)
DOES_NOTHING(mbedtls_entropy_init)
DOES_NOTHING(mbedtls_ssl_config_defaults)
DOES_NOTHING(mbedtls_ssl_config_free)
DOES_NOTHING(mbedtls_ssl_conf_authmode)
DOES_NOTHING(mbedtls_ssl_conf_ca_chain)
DOES_NOTHING(mbedtls_ssl_conf_ciphersuites)
DOES_NOTHING(mbedtls_ssl_conf_min_version)
DOES_NOTHING(mbedtls_ssl_conf_rng)
DOES_NOTHING(mbedtls_x509_crt_init)
DOES_NOTHING(mbedtls_x509_crt_free)
DOES_NOTHING(mbedtls_x509_crt_parse_file)
DOES_NOTHING(mbedtls_x509_crt_parse_path)

// libgit2 asks for the id of every cipher suite it knows and takes zero for "unknown".
int mbedtls_ssl_get_ciphersuite_id(const char *name);
int mbedtls_ssl_get_ciphersuite_id(const char *name) {
  (void)name;
  return 1;
}

// Called by the ssh, https and negotiate transports alone.
void *GSS_C_NT_HOSTBASED_SERVICE = 0;
NEVER_REACHED(gss_delete_sec_context)
NEVER_REACHED(gss_display_status)
NEVER_REACHED(gss_import_name)
NEVER_REACHED(gss_indicate_mechs)
NEVER_REACHED(gss_init_sec_context)
NEVER_REACHED(gss_release_buffer)
NEVER_REACHED(gss_release_name)
NEVER_REACHED(gss_release_oid_set)
NEVER_REACHED(libssh2_agent_connect)
NEVER_REACHED(libssh2_agent_disconnect)
NEVER_REACHED(libssh2_agent_free)
NEVER_REACHED(libssh2_agent_get_identity)
NEVER_REACHED(libssh2_agent_init)
NEVER_REACHED(libssh2_agent_list_identities)
NEVER_REACHED(libssh2_agent_userauth)
NEVER_REACHED(libssh2_channel_close)
NEVER_REACHED(libssh2_channel_free)
NEVER_REACHED(libssh2_channel_open_ex)
NEVER_REACHED(libssh2_channel_process_startup)
NEVER_REACHED(libssh2_channel_read_ex)
NEVER_REACHED(libssh2_channel_set_blocking)
NEVER_REACHED(libssh2_channel_write_ex)
NEVER_REACHED(libssh2_hostkey_hash)
NEVER_REACHED(libssh2_knownhost_checkp)
NEVER_REACHED(libssh2_knownhost_free)
NEVER_REACHED(libssh2_knownhost_init)
NEVER_REACHED(libssh2_knownhost_readfile)
NEVER_REACHED(libssh2_session_abstract)
NEVER_REACHED(libssh2_session_disconnect_ex)
NEVER_REACHED(libssh2_session_free)
NEVER_REACHED(libssh2_session_handshake)
NEVER_REACHED(libssh2_session_hostkey)
NEVER_REACHED(libssh2_session_init_ex)
NEVER_REACHED(libssh2_session_last_error)
NEVER_REACHED(libssh2_session_method_pref)
NEVER_REACHED(libssh2_session_set_blocking)
NEVER_REACHED(libssh2_userauth_authenticated)
NEVER_REACHED(libssh2_userauth_keyboard_interactive_ex)
NEVER_REACHED(libssh2_userauth_list)
NEVER_REACHED(libssh2_userauth_password_ex)
NEVER_REACHED(libssh2_userauth_publickey)
NEVER_REACHED(libssh2_userauth_publickey_fromfile_ex)
NEVER_REACHED(libssh2_userauth_publickey_frommemory)
NEVER_REACHED(mbedtls_ctr_drbg_random)
NEVER_REACHED(mbedtls_entropy_func)
NEVER_REACHED(mbedtls_ssl_close_notify)
NEVER_REACHED(mbedtls_ssl_free)
NEVER_REACHED(mbedtls_ssl_get_peer_cert)
NEVER_REACHED(mbedtls_ssl_get_verify_result)
NEVER_REACHED(mbedtls_ssl_handshake)
NEVER_REACHED(mbedtls_ssl_init)
NEVER_REACHED(mbedtls_ssl_read)
NEVER_REACHED(mbedtls_ssl_set_bio)
NEVER_REACHED(mbedtls_ssl_set_hostname)
NEVER_REACHED(mbedtls_ssl_setup)
NEVER_REACHED(mbedtls_ssl_write)
NEVER_REACHED(mbedtls_x509_crt_verify_info)
