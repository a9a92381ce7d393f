// swift-tools-version: 6.2
import PackageDescription

/// What every target is held to.
///
/// `strictMemorySafety`, which the last lines of this file switch on, proves that unsafe code lives in `Git`, and elsewhere
/// in expressions that say `unsafe`: calls of C, and trees byte by byte.
let common: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)

let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "countersign",
  products: [.executable(name: "countersign", targets: ["countersign"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0", traits: []),
  ],
  targets: [
    // C libraries, each imported by one module.
    .systemLibrary(name: "Clibgit2", providers: [.apt(["libgit2-dev"])]),
    .systemLibrary(name: "Clibyaml", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "Cpcre2", providers: [.apt(["libpcre2-dev"])]),
    .target(
      name: "CStaticLibgit2",
      linkerSettings: [
        .linkedLibrary(":libgit2.a"), .linkedLibrary(":libmbedcrypto.a"),
        .linkedLibrary(":libhttp_parser.a"), .linkedLibrary(":libpcre2-8.a"),
        .linkedLibrary(":libz.a"),
      ]
    ),

    // The pure core: values in, values out.
    .target(
      name: "Syntax",
      dependencies: ["Clibyaml"],
      linkerSettings: [.linkedLibrary(":libyaml.a")]
    ),
    .target(name: "HCL", dependencies: ["Syntax", "GitObjects"]),
    .target(name: "AWSPolicy", dependencies: ["Syntax"]),
    .target(name: "Detection"),
    .target(
      name: "ContentPatterns",
      dependencies: ["Cpcre2"],
      linkerSettings: [.linkedLibrary(":libpcre2-8.a")]
    ),
    .target(name: "GitObjects", dependencies: [crypto]),
    .target(name: "SSH", dependencies: ["GitObjects", crypto, cryptoExtras]),
    .target(name: "OpenPGP", dependencies: ["GitObjects", crypto]),
    .target(
      name: "Policy",
      dependencies: ["GitObjects", "SSH", "OpenPGP", "Detection", "ContentPatterns", "Syntax"]
    ),
    .target(name: "Approvals", dependencies: ["GitObjects", "SSH", "OpenPGP", "Policy"]),
    .target(
      name: "Classifier",
      dependencies: ["GitObjects", "Policy", "Detection", "ContentPatterns"]
    ),
    .target(
      name: "Detectors",
      dependencies: ["Detection", "Syntax", "HCL", "AWSPolicy"]
    ),
    .target(
      name: "Gate",
      dependencies: ["GitObjects", "SSH", "Policy", "Approvals", "Classifier"]
    ),
    .target(
      name: "Expectations",
      dependencies: [
        "GitObjects", "SSH", "Syntax", "Policy", "Approvals", "Detection", "Detectors",
        "Classifier", "Gate",
      ]
    ),
    .target(
      name: "Report",
      dependencies: [
        "GitObjects", "Policy", "Approvals", "Detection", "Detectors", "Classifier", "Gate",
      ]
    ),

    // The shell around it.
    .target(name: "Platform", dependencies: ["GitObjects"]),
    .target(
      name: "Git",
      dependencies: ["Clibgit2", "CStaticLibgit2", "GitObjects", "Platform"],
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]
    ),
    .target(
      name: "KeyTools",
      dependencies: ["GitObjects", "SSH", "OpenPGP", "Policy", "Platform"]
    ),
    .target(
      name: "Ledger",
      dependencies: ["Git", "GitObjects", "Platform", "SSH", "Policy", "KeyTools"]
    ),
    .target(
      name: "Gathering",
      dependencies: [
        "Git", "GitObjects", "Platform", "SSH", "OpenPGP", "Policy", "KeyTools", "Approvals",
        "Detection", "Detectors", "Classifier", "Gate", "Ledger",
      ]
    ),
    .target(
      name: "Hooks",
      dependencies: [
        "Git", "GitObjects", "Platform", "SSH", "Policy", "Gate", "Gathering", "Ledger", "Report",
      ]
    ),
    .target(
      name: "Auditing",
      dependencies: [
        "Git", "GitObjects", "Platform", "SSH", "Policy", "Approvals", "Classifier", "Gate",
        "Gathering", "Ledger", "Hooks",
      ]
    ),
    .executableTarget(
      name: "countersign",
      dependencies: [
        "Git", "GitObjects", "Platform", "SSH", "Policy", "Approvals", "Classifier", "Gate",
        "KeyTools", "Gathering", "Ledger", "Hooks", "Auditing", "Report", "Expectations",
        "Detection", "Detectors", "Syntax", arguments,
        subprocess,
        system,
      ],
      // Links to templates/ and docs/, so that each text is there once.
      resources: [.embedInCode("Resources")]
    ),

    // Tests.
    .target(
      name: "GateTesting",
      dependencies: ["Platform", subprocess, system, crypto],
      path: "Tests/GateTesting"
    ),
    .testTarget(name: "GitObjectsTests", dependencies: ["GitObjects", "GateTesting"]),
    .testTarget(name: "ContentPatternsTests", dependencies: ["ContentPatterns"]),
    .testTarget(name: "SyntaxTests", dependencies: ["Syntax"]),
    .testTarget(name: "HCLTests", dependencies: ["HCL", "Syntax"]),
    .testTarget(name: "AWSPolicyTests", dependencies: ["AWSPolicy", "Syntax"]),
    .testTarget(
      name: "DetectorsTests",
      dependencies: ["Detectors", "Detection", "Syntax", "HCL", "AWSPolicy"],
      exclude: ["Terraform/excluded-checks.txt"]
    ),
    .testTarget(name: "PlatformTests", dependencies: ["Platform"]),
    .testTarget(name: "GitTests", dependencies: ["Git", "GitObjects", "GateTesting"]),
    .testTarget(name: "SSHTests", dependencies: ["SSH", "Policy", "GitObjects", "GateTesting"]),
    .testTarget(
      name: "KeyTests",
      dependencies: [
        "SSH", "OpenPGP", "Policy", "Approvals", "Gate", "KeyTools", "Platform", "GitObjects",
        "GateTesting", crypto,
      ]
    ),
    .testTarget(name: "AttackTests", dependencies: ["GateTesting", "countersign"]),
    .testTarget(name: "PolicyTests", dependencies: ["Policy", "GitObjects", "GateTesting"]),
    .testTarget(
      name: "ApprovalsTests",
      dependencies: ["Approvals", "Policy", "SSH", "GitObjects", "GateTesting"]
    ),
    .testTarget(
      name: "ExpectationsTests",
      dependencies: [
        "Expectations", "Policy", "Approvals", "SSH", "GitObjects", "GateTesting", "countersign",
      ]
    ),
    .testTarget(
      name: "GateTests",
      dependencies: [
        "Gate", "Classifier", "Approvals", "Policy", "SSH", "GitObjects", "GateTesting",
      ]
    ),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        "Ledger", "Git", "GitObjects", "SSH", "Policy", "Hooks", "Gathering", "Gate", "Approvals",
        "Classifier", "GateTesting", "countersign",
      ]
    ),
    .testTarget(name: "CrashTests", dependencies: ["GateTesting", "countersign"]),
    .testTarget(
      name: "ReportTests",
      dependencies: [
        "Report", "Gate", "GateTesting", "Approvals", "Classifier", "GitObjects", "Policy", "SSH",
      ],
      exclude: ["Golden"]
    ),
    .testTarget(
      name: "CommandTests",
      dependencies: ["GateTesting", "GitObjects", "Policy", "Syntax", "countersign"]
    ),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "GitObjects", "SSH", "OpenPGP", "Policy", "Approvals", "Git", "Ledger", "Gathering",
        "Hooks", "Syntax", "HCL", "Detection", "Detectors",
        "GateTesting",
      ],
      path: "Tests/FuzzTargets"
    ),
    .testTarget(
      name: "FuzzTests",
      dependencies: ["FuzzTargets", "GateTesting"],
      exclude: ["Corpus", "Dictionaries"]
    ),
    .testTarget(
      name: "ScenarioTests",
      dependencies: ["GateTesting", "GitObjects", "Syntax", "countersign"],
      exclude: ["Scenarios"]
    ),
  ],
  swiftLanguageModes: [.v6]
)

// 'make fuzz' builds everything once more, instrumented, into a place of its own.
let isFuzzing = Context.environment["COUNTERSIGN_FUZZ"] != nil
if isFuzzing {
  package.targets.append(
    .executableTarget(
      name: "countersign-fuzz",
      dependencies: ["FuzzTargets"],
      path: "Tests/FuzzDriver",
      swiftSettings: [.enableExperimentalFeature("Extern")],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]
    )
  )
}

for target in package.targets where target.type != .system {
  let confined = ["Git", "CStaticLibgit2", "GateTesting", "FuzzTargets", "countersign-fuzz"]
    .contains(target.name)
  target.swiftSettings =
    (target.swiftSettings ?? []) + common
    + (confined || target.type == .test ? [] : [.strictMemorySafety()])
    + (isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer,address"])] : [])
}
