/// Smart HTTP as servers have it: nginx asks for a password and hands `REMOTE_USER` to git's own CGI program.
package final class HTTPServer: Sendable {
  private static let programs = [
    "/usr/sbin/nginx", "/usr/sbin/fcgiwrap", "/usr/bin/htpasswd",
    "/usr/lib/git-core/git-http-backend",
  ]
  package static var isInstalled: Bool { programs.allSatisfy(TestFile.exists) }

  private let services: [Service]
  private let port: UInt16
  private let name: String

  package init(for server: TestServer) async throws {
    let scratch = server.scratch
    port = try Port.free()
    name = String(server.path.split(separator: "/").last ?? "")
    try await server.git("config", "countersign.host", "http")
    try await server.git("config", "http.receivepack", "true")
    var arguments = ["-bcB", "-C", "4", scratch.path("passwords")]
    for person in server.people.keys.sorted() {
      try await Tool.succeed(
        "htpasswd",
        arguments + [person, "secret-\(person)"],
        in: scratch.path
      )
      arguments = ["-bB", "-C", "4", scratch.path("passwords")]
    }
    let file = try scratch.write(Self.configuration(port, scratch), to: "nginx.conf")
    let gateway = try Service(
      ["/usr/sbin/fcgiwrap", "-c", "2", "-s", "unix:\(scratch.path("fcgi"))"],
      log: scratch.path("fcgiwrap.log")
    )
    let web = try Service(
      ["/usr/sbin/nginx", "-c", file, "-p", scratch.path, "-e", scratch.path("nginx.log")],
      log: scratch.path("nginx.log")
    )
    services = [gateway, web]
    try await web.waitForPort(port)
  }

  private static func configuration(_ port: UInt16, _ scratch: Scratch) -> String {
    """
    daemon off;
    user root;
    pid \(scratch.path("nginx.pid"));
    events {}
    http {
      access_log off;
      client_max_body_size 0;
      client_body_temp_path \(scratch.path("body"));
      fastcgi_temp_path \(scratch.path("fastcgi"));
      proxy_temp_path \(scratch.path("proxy"));
      scgi_temp_path \(scratch.path("scgi"));
      uwsgi_temp_path \(scratch.path("uwsgi"));
      server {
        listen 127.0.0.1:\(port);
        auth_basic "git";
        auth_basic_user_file \(scratch.path("passwords"));
        location / {
          include /etc/nginx/fastcgi_params;
          fastcgi_param SCRIPT_FILENAME /usr/lib/git-core/git-http-backend;
          fastcgi_param GIT_PROJECT_ROOT \(scratch.path);
          fastcgi_param GIT_HTTP_EXPORT_ALL "";
          fastcgi_param PATH_INFO $uri;
          fastcgi_param REMOTE_USER $remote_user;
          fastcgi_pass unix:\(scratch.path("fcgi"));
        }
      }
    }

    """
  }

  /// Where somebody pushes to.
  package func url(as person: String, password: String? = nil) -> String {
    "http://\(person):\(password ?? "secret-\(person)")@127.0.0.1:\(port)/\(name)"
  }
}
