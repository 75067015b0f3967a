using System.Reflection;
using System.Runtime.CompilerServices;

namespace Intake.Functions.Tests.LocalHost;

/// <summary>Writes the public types of an assembly as the reference does, one line a member: <c>namespace | type | member</c>.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Every type of every namespace that begins with <paramref name="namespacePrefix"/>.</summary>
    internal static IEnumerable<string> Of(Assembly assembly, string namespacePrefix) =>
        assembly.GetExportedTypes().Where(type => type.Namespace!.StartsWith(namespacePrefix, StringComparison.Ordinal)).SelectMany(Of);

    /// <summary>The same lines, read from the reference.</summary>
    internal static IEnumerable<string> Read(string markdown)
    {
        var (space, type, attribute) = ("", "", "");
        foreach (var line in markdown.Split('\n').Where(line => line.Length > 0 && line[0] is not ('`' or '{' or '}')))
        {
            if (line.StartsWith("### namespace ", StringComparison.Ordinal)) space = line["### namespace ".Length..];
            else if (space.Length == 0) continue;
            else if (line[0] == '[') attribute = line + " ";
            else if (line[0] == ' ') yield return $"{space} | {type} | {line.Trim()}";
            else
            {
                (type, attribute) = (attribute + line, "");
                yield return $"{space} | {type} |";
            }
        }
    }

    private static IEnumerable<string> Of(Type type)
    {
        var header = $"{type.Namespace} | {Header(type)} |";
        return Members(type).Select(member => $"{header} {member}").Prepend(header);
    }

    private static string Header(Type type)
    {
        if (type.IsEnum)
        {
            var values = Enum.GetValues(type).Cast<object>().Select(value => $"{value} = {Convert.ToInt64(value)}");
            return $"public enum {type.Name} {{ {string.Join(", ", values)} }}";
        }

        if (IsDelegate(type)) return "public delegate " + Signature(type.GetMethod("Invoke")!, type.Name) + ";";
        var kind = type.IsInterface ? "interface"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class" : "class";
        var bases = Bases(type).Select(Name).ToList();
        return $"{Usage(type)}public {kind} {Name(type)}{(bases.Count > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static string Usage(Type type) =>
        type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } usage
            ? $"[AttributeUsage({string.Join(" | ", usage.ValidOn.ToString().Split(", ").Select(target => "AttributeTargets." + target))})] "
            : "";

    private static IEnumerable<Type> Bases(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var own = type.GetInterfaces().Except(inherited).ToList();
        var direct = own.Where(candidate => !own.Any(other => other != candidate && other.GetInterfaces().Contains(candidate)));
        return (type.BaseType is { } parent && parent != typeof(object) ? [parent] : Type.EmptyTypes).Concat(direct);
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum || IsDelegate(type)) yield break;
        foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily)) yield return $"field {field}";
        foreach (var nested in type.GetNestedTypes()) yield return $"type {nested}";
        foreach (var @event in type.GetEvents()) yield return $"event {@event}";
        foreach (var constructor in type.GetConstructors(Declared).Where(constructor => !constructor.IsStatic && IsVisible(constructor)))
            yield return $"{Access(constructor)}{type.Name}({Parameters(constructor)});";
        foreach (var property in type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)))
            yield return Property(property);
        foreach (var method in type.GetMethods(Declared).Where(method => IsVisible(method) && !method.IsSpecialName))
            yield return $"{Access(method)}{Signature(method, method.Name + Arguments(method))}{Constraints(method)};";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).OrderBy(accessor => accessor.Name, StringComparer.Ordinal).ToList();
        var kinds = accessors.Select(accessor => accessor == property.SetMethod ? IsInitOnly(accessor) ? "init;" : "set;" : "get;");
        return $"{Access(accessors[0])}{Name(property.PropertyType, Nullability.Create(property))} {property.Name} {{ {string.Join(' ', kinds)} }}";
    }

    private static bool IsInitOnly(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(MulticastDelegate));

    private static string Access(MethodBase method)
    {
        if (method.DeclaringType!.IsInterface) return "";
        var access = method.IsPublic ? "public " : "protected ";
        if (method.IsStatic) return access + "static ";
        // What implements an interface is virtual and final to the runtime, and neither to the language.
        if (method is not MethodInfo { IsVirtual: true, IsFinal: false } info) return access;
        return access + (info.GetBaseDefinition() != info ? "override " : info.IsAbstract ? "abstract " : "virtual ");
    }

    private static string Signature(MethodInfo method, string name) =>
        $"{Name(method.ReturnType, Nullability.Create(method.ReturnParameter))} {name}({Parameters(method)})";

    private static string Parameters(MethodBase method)
    {
        var first = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return first + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var before = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var after = parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "";
        return $"{before}{Name(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{after}";
    }

    private static string Arguments(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Constraints(MethodInfo method) =>
        string.Concat(method.GetGenericArguments().Where(argument => argument.IsGenericMethodParameter).Select(Constraint));

    private static string Constraint(Type argument)
    {
        string[] isClass = argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : [];
        string[] all = [.. isClass, .. argument.GetGenericParameterConstraints().Select(Name)];
        return all.Length == 0 ? "" : $" where {argument.Name} : {string.Join(", ", all)}";
    }

    private static string Name(Type type) => Name(type, nullability: null);

    private static string Name(Type type, NullabilityInfo? nullability)
    {
        var mark = nullability?.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : "";
        if (type.IsArray) return Name(type.GetElementType()!, nullability?.ElementType) + "[]" + mark;
        if (!type.IsGenericType) return Keyword(type) + mark;
        var arguments = type.GetGenericArguments().Select((argument, i) => Name(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(i)));
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", arguments)}>{mark}";
    }

    private static string Keyword(Type type) =>
        type == typeof(void) ? "void"
        : type == typeof(object) ? "object"
        : type == typeof(string) ? "string"
        : type == typeof(bool) ? "bool"
        : type == typeof(int) ? "int" : type.Name;
}
