/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/storage/keys.h"

#include "world/world_test.h"

/* Does `volume` of a Pod that mounts it hold `file`, beside those objects? */
static enum pf_presence holds(const char *volume, const char *objects, const char *file)
{
	struct tree t = {0};
	enum pf_presence is;

	add(&t, "pod.yaml",
		pf_arena_fmt(&t.arena,
			"apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n"
			"  volumes: [{name: v, %s}]\n  containers: [{name: c, image: nginx}]\n",
			volume)
			.ptr);
	if (objects)
		add(&t, "objects.yaml", objects);
	build(&t);
	is = pf_volume_holds(t.world, pod_at(&t, "pod.yaml"), PF_STR("v"), pf_str_from(file));
	drop(&t);
	return is;
}

#define MAP "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {a: x}\n"
#define SECRET "apiVersion: v1\nkind: Secret\nmetadata: {name: web}\nstringData: {a: x}\n"

START_TEST(keys_of_the_object_tell)
{
	ck_assert_int_eq(holds("configMap: {name: web}", MAP, "a"), PF_PRESENT);
	ck_assert_int_eq(holds("configMap: {name: web}", MAP, "b"), PF_NOT_PRESENT);
	ck_assert_int_eq(holds("secret: {secretName: web}", SECRET, "a"), PF_PRESENT);
	ck_assert_int_eq(holds("secret: {secretName: web}", SECRET, "b"), PF_NOT_PRESENT);
}
END_TEST

START_TEST(items_tell_without_it)
{
	ck_assert_int_eq(holds("configMap: {name: web, items: [{key: a, path: b/c}]}", NULL, "b/c"),
		PF_PRESENT);
	ck_assert_int_eq(holds("configMap: {name: web, items: [{key: a, path: b}]}", MAP, "a"),
		PF_NOT_PRESENT);
}
END_TEST

START_TEST(what_is_not_there_tells_nothing)
{
	ck_assert_int_eq(holds("configMap: {name: web}", NULL, "a"), PF_PRESENCE_UNKNOWN);
	ck_assert_int_eq(holds("emptyDir: {}", MAP, "a"), PF_PRESENCE_UNKNOWN);
}
END_TEST

UNIT_TESTS(keys_of_the_object_tell, items_tell_without_it, what_is_not_there_tells_nothing)
