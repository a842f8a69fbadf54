/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/process/capabilities.h"

#define SHOWN_MAX 4 /* names in one message */

/* In the kernel's order; bit n of a set is the name of index n. */
static const pf_str names[] = {
	PF_STR_INIT("CHOWN"),
	PF_STR_INIT("DAC_OVERRIDE"),
	PF_STR_INIT("DAC_READ_SEARCH"),
	PF_STR_INIT("FOWNER"),
	PF_STR_INIT("FSETID"),
	PF_STR_INIT("KILL"),
	PF_STR_INIT("SETGID"),
	PF_STR_INIT("SETUID"),
	PF_STR_INIT("SETPCAP"),
	PF_STR_INIT("LINUX_IMMUTABLE"),
	PF_STR_INIT("NET_BIND_SERVICE"),
	PF_STR_INIT("NET_BROADCAST"),
	PF_STR_INIT("NET_ADMIN"),
	PF_STR_INIT("NET_RAW"),
	PF_STR_INIT("IPC_LOCK"),
	PF_STR_INIT("IPC_OWNER"),
	PF_STR_INIT("SYS_MODULE"),
	PF_STR_INIT("SYS_RAWIO"),
	PF_STR_INIT("SYS_CHROOT"),
	PF_STR_INIT("SYS_PTRACE"),
	PF_STR_INIT("SYS_PACCT"),
	PF_STR_INIT("SYS_ADMIN"),
	PF_STR_INIT("SYS_BOOT"),
	PF_STR_INIT("SYS_NICE"),
	PF_STR_INIT("SYS_RESOURCE"),
	PF_STR_INIT("SYS_TIME"),
	PF_STR_INIT("SYS_TTY_CONFIG"),
	PF_STR_INIT("MKNOD"),
	PF_STR_INIT("LEASE"),
	PF_STR_INIT("AUDIT_WRITE"),
	PF_STR_INIT("AUDIT_CONTROL"),
	PF_STR_INIT("SETFCAP"),
	PF_STR_INIT("MAC_OVERRIDE"),
	PF_STR_INIT("MAC_ADMIN"),
	PF_STR_INIT("SYSLOG"),
	PF_STR_INIT("WAKE_ALARM"),
	PF_STR_INIT("BLOCK_SUSPEND"),
	PF_STR_INIT("AUDIT_READ"),
	PF_STR_INIT("PERFMON"),
	PF_STR_INIT("BPF"),
	PF_STR_INIT("CHECKPOINT_RESTORE"),
};

#define NAMES (sizeof(names) / sizeof(names[0]))
#define ALL (((pf_capabilities_set)1 << NAMES) - 1)

_Static_assert(NAMES < 64, "a set holds a bit for each");

pf_capabilities_set pf_capability_named(pf_str name)
{
	pf_str prefix = PF_STR("CAP_");

	if (name.len > prefix.len && pf_str_eq_nocase(pf_str_sub(name, 0, prefix.len), prefix))
		name = pf_str_from_offset(name, prefix.len);
	if (pf_str_eq_nocase(name, PF_STR("ALL")))
		return ALL;
	for (size_t i = 0; i < NAMES; i++) {
		if (pf_str_eq_nocase(name, names[i]))
			return (pf_capabilities_set)1 << i;
	}
	return 0;
}

pf_capabilities_set pf_capabilities_default(void)
{
	static const pf_str given[] = {PF_STR_INIT("CHOWN"), PF_STR_INIT("DAC_OVERRIDE"),
		PF_STR_INIT("FSETID"), PF_STR_INIT("FOWNER"), PF_STR_INIT("MKNOD"),
		PF_STR_INIT("NET_RAW"), PF_STR_INIT("SETGID"), PF_STR_INIT("SETUID"),
		PF_STR_INIT("SETFCAP"), PF_STR_INIT("SETPCAP"), PF_STR_INIT("NET_BIND_SERVICE"),
		PF_STR_INIT("SYS_CHROOT"), PF_STR_INIT("KILL"), PF_STR_INIT("AUDIT_WRITE")};
	pf_capabilities_set set = 0;

	for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++)
		set |= pf_capability_named(given[i]);
	return set;
}

pf_capabilities_set pf_capabilities_apply(pf_capabilities_set base, pf_capabilities_set drop,
	pf_capabilities_set add)
{
	/* With all of them added, what is dropped still goes. */
	return add == ALL ? ALL & ~drop : (base & ~drop) | add;
}

pf_str pf_capabilities_text(struct pf_arena *arena, pf_capabilities_set set)
{
	pf_str text = PF_STR_EMPTY;
	size_t shown = 0;

	for (size_t i = 0; i < NAMES; i++) {
		if (!(set & (pf_capabilities_set)1 << i))
			continue;
		if (shown == SHOWN_MAX)
			return pf_arena_fmt(arena, "%.*s and more", PF_STR_ARG(text));
		text = pf_arena_fmt(arena, "%.*s%s`%.*s`", PF_STR_ARG(text), shown ? ", " : "",
			PF_STR_ARG(names[i]));
		shown++;
	}
	return text;
}
