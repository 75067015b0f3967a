using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Intake.LocalHost.Functions;

/// <summary>One function: its method and what starts it.</summary>
internal sealed class FunctionInfo(
    string name, MethodInfo method, ImmutableArray<ParameterInfo> parameters, ParameterInfo triggerParameter, Trigger trigger, bool isDisabled) : FunctionDefinition
{
    public override string Name => name;
    public override string Id { get; } = Guid.NewGuid().ToString("N");
    public override string PathToAssembly => method.DeclaringType!.Assembly.Location;
    public override string EntryPoint => $"{method.DeclaringType!.FullName}.{method.Name}";

    internal MethodInfo Method => method;
    // Asked for once: reflection does not promise the same objects twice.
    internal ImmutableArray<ParameterInfo> Parameters => parameters;
    internal ParameterInfo TriggerParameter => triggerParameter;
    internal Trigger Trigger => trigger;
    internal bool IsDisabled => isDisabled;
}
