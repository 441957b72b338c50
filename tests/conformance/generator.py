"""The generator of Kotlin and Swift clients, and the compiler of Kotlin that a package carries."""

import zipfile
from importlib.util import find_spec
from pathlib import Path

from tests.conformance.clients import TOOLS, command
from tests.contract.tools import need, program, run

KNOWN_WARNING = "OpenAPI 3.1 support is still in beta"
WITHOUT_DOCS = ["apis,models,supportingFiles", "apiDocs=false", "modelDocs=false"]
WITHOUT_TESTS = ["apiTests=false", "modelTests=false"]
JAVA = 'install a Java runtime, version 17 or newer ("default-jre-headless")'


def generate(language: str, folder: Path) -> Path:
    """Generate a client, and see that the generator has nothing to complain about."""
    program("java", JAVA)
    need(find_spec("openapi_generator_cli"), "openapi-generator-cli", 'run "make check"')
    parts = ",".join([*WITHOUT_DOCS, *WITHOUT_TESTS])
    tool = "openapi-generator-cli"
    arguments = [*command(tool, f"-g {language}"), "--global-property", parts]

    result = run(TOOLS / tool, *arguments, cwd=folder)

    lines = (result.stdout + result.stderr).splitlines()
    complaints = [line for line in lines if "WARN" in line or "ERROR" in line]
    assert [line for line in complaints if KNOWN_WARNING not in line] == []
    assert result.returncode == 0
    return folder


def kotlin_jars() -> Path:
    """Find the compiler: the package of a notebook kernel carries it, with serialization."""
    found = find_spec("run_kotlin_kernel")
    need(found, "kotlin-jupyter-kernel", 'run "make check"')
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "jars"


def compile_kotlin(sources: list[Path], folder: Path) -> list[str]:
    """Compile, and give back the class path to run with."""
    jars = kotlin_jars()
    [everything] = jars.glob("kotlin-jupyter-kernel-*-all.jar")
    plugin = folder / "serialization.jar"
    with zipfile.ZipFile(plugin, "w") as jar:
        # The jar with everything names other plugins, too, which are there already.
        jar.writestr(
            "META-INF/services/org.jetbrains.kotlin.compiler.plugin.CompilerPluginRegistrar",
            "org.jetbrains.kotlinx.serialization.compiler.extensions."
            "SerializationComponentRegistrar\n",
        )
    names = ("kotlin-stdlib-*", "kotlinx-serialization-*", "annotations-*")
    libraries = [str(jar) for name in names for jar in jars.glob(f"{name}.jar")]
    compiler = [str(everything), *(str(jar) for jar in jars.glob("kotlin-*.jar")), *libraries]
    result = run(
        *["java", "-cp", ":".join(compiler)],
        "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
        *["-no-stdlib", "-no-reflect", "-Xdisable-default-scripting-plugin", "-jvm-target", "17"],
        *[f"-Xplugin={plugin}", "-classpath", ":".join(libraries), "-d", folder / "classes"],
        *sources,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    return [str(folder / "classes"), *libraries]
