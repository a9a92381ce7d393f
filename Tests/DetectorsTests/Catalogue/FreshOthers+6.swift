import Detection

extension FreshOthers {
  static let text10 = """
    - hosts: web
      become: true
      vars:
        admins: [alice, bob]
      tasks:
        - name: keys
          ansible.posix.authorized_key:
            user: deploy
            key: "{{ lookup('file', 'keys/alice.pub') }}"
        - name: nginx
          apt:
            name: nginx
            state: present
        - name: conf
          template:
            src: nginx.conf.j2
            dest: /etc/nginx/nginx.conf
            mode: "0644"
        - name: tool
          get_url:
            url: https://example.com/tool
            dest: /usr/local/bin/tool
            checksum: sha256:aaaa
            mode: "0755"

    """

  static let part6: [FreshCase] = [
    .edit(
      "ansible another key",
      "ansible/site.yml",
      text10,
      "alice.pub",
      "eve.pub",
      [.widened, .incomparable, .unknown]
    ),
    .edit(
      "ansible admin",
      "ansible/site.yml",
      text10,
      "[alice, bob]",
      "[alice, bob, eve]",
      [.widened],
      .roster
    ),
    .edit("ansible mode", "ansible/site.yml", text10, "\"0644\"", "\"0777\"", [.widened]),
    .edit(
      "ansible checksum",
      "ansible/site.yml",
      text10,
      "        checksum: sha256:aaaa\n",
      "",
      [.widened]
    ),
    .edit(
      "ansible url",
      "ansible/site.yml",
      text10,
      "https://example.com/tool",
      "https://example.net/tool",
      [.widened, .incomparable, .unknown]
    ),
    .edit(
      "ansible sudoers",
      "ansible/site.yml",
      text10,
      "  tasks:\n",
      "  tasks:\n    - lineinfile:\n        path: /etc/sudoers.d/eve\n        line: 'eve ALL=(ALL) NOPASSWD: ALL'\n        create: true\n",
      [.widened]
    ),
    .edit(
      "ansible user in sudo",
      "ansible/site.yml",
      text10,
      "  tasks:\n",
      "  tasks:\n    - user: {name: eve, groups: [sudo], append: true}\n",
      [.widened]
    ),
    .edit(
      "ansible ufw",
      "ansible/site.yml",
      text10,
      "  tasks:\n",
      "  tasks:\n    - community.general.ufw: {rule: allow, port: '22', from: any}\n",
      [.widened]
    ),
    .edit("ansible become", "ansible/site.yml", text10, "  become: true\n", "", [.narrowed]),
    .edit(
      "ansible task name",
      "ansible/site.yml",
      text10,
      "name: nginx\n      apt",
      "name: install nginx\n      apt",
      [.equal]
    ),
    .edit(
      "ansible package",
      "ansible/site.yml",
      text10,
      "        name: nginx\n",
      "        name: [nginx, curl]\n",
      [.equal, .unknown]
    ),
    .edit(
      "ansible certs",
      "ansible/site.yml",
      text10,
      "        checksum: sha256:aaaa\n",
      "        checksum: sha256:aaaa\n        validate_certs: no\n",
      [.widened]
    ),
  ]
}
